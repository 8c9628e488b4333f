using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Protocols.Series;

namespace UpCoach.LoadRunners.Protocols.Delivery;

/// <summary>The series of connections that stay, and of what is pushed over them, looked up once.</summary>
internal sealed class ConnectionSeries
{
    private readonly MetricRecorder _recorder;
    private readonly int _connecting;
    private readonly int _connectingResponse;
    private readonly int _failed;
    private readonly int _sessions;
    private readonly int _duration;
    private readonly int _uptime;
    private readonly int _outage;

    /// <param name="recorder">Where samples go.</param>
    /// <param name="metrics">The protocol's names.</param>
    /// <param name="tags">The user's tags and the <c>name</c>.</param>
    public ConnectionSeries(MetricRecorder recorder, ConnectionMetrics metrics, TagSet tags)
    {
        _recorder = recorder;
        var series = recorder.Series;
        _connecting = series.Find(metrics.Connecting, tags);
        _connectingResponse = series.Find(metrics.ConnectingResponse, tags);
        _failed = series.Find(metrics.Failed, tags);
        _sessions = series.Find(metrics.Sessions, tags);
        _duration = series.Find(metrics.SessionDuration, tags);
        _uptime = series.Find(metrics.Uptime, tags);
        _outage = series.Find(metrics.Outage, tags);
        Delivery = new DeliverySeries(recorder, tags);
    }

    public DeliverySeries Delivery { get; }

    public void Connected(RecordingBatch batch, Latency latency, bool hasFailed)
    {
        batch.Trend(_connecting, latency.Service);
        batch.Trend(_connectingResponse, latency.Response);
        batch.Rate(_failed, hasFailed);
        if (hasFailed) return;
        batch.Count(_sessions, 1);
        Delivery.Watch(batch);
    }

    public void Ended(TimeSpan lived) => _recorder.Trend(_duration, lived);

    public void Recovered(TimeSpan outage) => _recorder.Trend(_outage, outage);

    // A trend is kept in thousandths: 100 % is 100,000.
    public void Uptime(double share) => _recorder.Trend(_uptime, (long)Math.Floor(share * 100_000));
}
