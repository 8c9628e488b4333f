using System.Collections.Concurrent;
using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Protocols.Series;

namespace UpCoach.LoadRunners.Protocols.Redis;

/// <summary>The series of a command's name, looked up once.</summary>
internal sealed class RedisSeries
{
    private readonly MetricRecorder _recorder;
    private readonly TagSet _tags;
    private readonly int _duration;
    private readonly int _response;
    private readonly int _failed;
    private readonly ConcurrentDictionary<string, int> _errors = new(StringComparer.Ordinal);

    private RedisSeries(MetricRecorder recorder, TagSet userTags, string name)
    {
        (_recorder, _tags) = (recorder, userTags.With(TagNames.Name, name));
        _duration = recorder.Series.Find(RedisMetrics.CommandDuration, _tags);
        _response = recorder.Series.Find(RedisMetrics.CommandResponse, _tags);
        _failed = recorder.Series.Find(RedisMetrics.CommandFailed, _tags);
    }

    public static RedisSeries Of(MetricRecorder recorder, TagSet userTags, string name) =>
        SeriesCache<RedisSeries>.Get(recorder, userTags, name, static (one, tags, of) => new(one, tags, of));

    public void Record(Latency latency, string? errorKind)
    {
        using (var batch = _recorder.OpenBatch())
        {
            batch.Trend(_duration, latency.Service);
            batch.Trend(_response, latency.Response);
            batch.Rate(_failed, errorKind is not null);
        }

        if (errorKind is not null) _recorder.Count(_errors.GetOrAdd(errorKind, FindError));
    }

    private int FindError(string kind) => _recorder.Series.Find(RedisMetrics.Errors, _tags.With(RedisMetrics.ErrorTag, kind));
}
