using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Protocols.Series;

namespace UpCoach.LoadRunners.Protocols.WebSocket;

/// <summary>The series of one kind of exchange.</summary>
internal sealed class ExchangeSeries(MetricRecorder recorder, TagSet userTags, string name)
{
    private readonly int _duration = recorder.Series.Find(WebSocketMetrics.ExchangeDuration, userTags.With(TagNames.Name, name));
    private readonly int _response = recorder.Series.Find(WebSocketMetrics.ExchangeResponse, userTags.With(TagNames.Name, name));
    private readonly int _failed = recorder.Series.Find(WebSocketMetrics.ExchangeFailed, userTags.With(TagNames.Name, name));

    public static ExchangeSeries Of(MetricRecorder recorder, TagSet userTags, string name) =>
        SeriesCache<ExchangeSeries>.Get(recorder, userTags, name, static (one, tags, of) => new(one, tags, of));

    public void Record(Latency latency, bool hasFailed)
    {
        using var batch = recorder.OpenBatch();
        batch.Trend(_duration, latency.Service);
        batch.Trend(_response, latency.Response);
        batch.Rate(_failed, hasFailed);
    }
}
