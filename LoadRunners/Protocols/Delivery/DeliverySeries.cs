using UpCoach.LoadRunners.Engine.Metrics;

namespace UpCoach.LoadRunners.Protocols.Delivery;

/// <summary>The series of pushed messages, looked up once.</summary>
internal sealed class DeliverySeries
{
    private readonly MetricRecorder _recorder;
    private readonly int _latency;
    private readonly int _lost;
    private readonly int _reordered;
    private readonly int _duplicated;
    private readonly int _reconnects;

    /// <param name="recorder">Where samples go.</param>
    /// <param name="tags">The user's tags and the <c>name</c>.</param>
    public DeliverySeries(MetricRecorder recorder, TagSet tags)
    {
        _recorder = recorder;
        var series = recorder.Series;
        _latency = series.Find(DeliveryMetrics.DeliveryLatency, tags);
        _lost = series.Find(DeliveryMetrics.MessagesLost, tags);
        _reordered = series.Find(DeliveryMetrics.MessagesReordered, tags);
        _duplicated = series.Find(DeliveryMetrics.MessagesDuplicated, tags);
        _reconnects = series.Find(DeliveryMetrics.Reconnects, tags);
    }

    /// <summary>Says that somebody watches: counters that stay at nothing then say 0, not "no data".</summary>
    public void Watch(RecordingBatch batch)
    {
        batch.Count(_lost, 0);
        batch.Count(_reordered, 0);
        batch.Count(_duplicated, 0);
        batch.Count(_reconnects, 0);
    }

    public void Arrived(RecordingBatch batch, Arrival arrival)
    {
        if (arrival == Arrival.Reordered) batch.Count(_reordered, 1);
        if (arrival == Arrival.Duplicate) batch.Count(_duplicated, 1);
    }

    public void Latency(RecordingBatch batch, long microseconds) => batch.Trend(_latency, microseconds);

    public void Lost(RecordingBatch batch, long count)
    {
        if (count > 0) batch.Count(_lost, count);
    }

    public void Lost(long count)
    {
        if (count > 0) _recorder.Count(_lost, count);
    }

    public void Reconnected() => _recorder.Count(_reconnects);
}
