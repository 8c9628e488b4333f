using UpCoach.LoadRunners.Engine.Metrics;

namespace UpCoach.LoadRunners.Protocols.Http;

/// <summary>What the series of a request depend on.</summary>
internal readonly record struct HttpSeriesKey(
    MetricRecorder Recorder, TagSet UserTags, string Name, HttpMethod Method, int Status, bool IsExpected)
{
    /// <summary>Says without hashing whether this is the key of the same user's request.</summary>
    public bool IsOf(TagSet userTags, HttpCall call, int status, bool isExpected) =>
        ReferenceEquals(userTags, UserTags) && status == Status && isExpected == IsExpected && call.Method == Method && (ReferenceEquals(call.Name, Name) || call.Name == Name);
}
