using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Protocols.Delivery;
using UpCoach.LoadRunners.Protocols.Series;

namespace UpCoach.LoadRunners.Protocols.ServerSentEvents;

/// <summary>The series of event streams of one name, looked up once.</summary>
internal sealed class EventStreamSeries
{
    private readonly MetricRecorder _recorder;
    private readonly int _connecting;
    private readonly int _connectingResponse;
    private readonly int _failed;
    private readonly int _sessions;
    private readonly int _duration;
    private readonly int _events;
    private readonly int _consistent;
    private readonly int _uptime;
    private readonly int _outage;
    private readonly int _dataReceived;

    private EventStreamSeries(MetricRecorder recorder, TagSet userTags, string name)
    {
        _recorder = recorder;
        var (series, tags) = (recorder.Series, userTags.With(TagNames.Name, name));
        _connecting = series.Find(EventStreamMetrics.Connecting, tags);
        _connectingResponse = series.Find(EventStreamMetrics.ConnectingResponse, tags);
        _failed = series.Find(EventStreamMetrics.Failed, tags);
        _sessions = series.Find(EventStreamMetrics.Sessions, tags);
        _duration = series.Find(EventStreamMetrics.SessionDuration, tags);
        _events = series.Find(EventStreamMetrics.Events, tags);
        _consistent = series.Find(EventStreamMetrics.Consistent, tags);
        _uptime = series.Find(EventStreamMetrics.Uptime, tags);
        _outage = series.Find(EventStreamMetrics.Outage, tags);
        _dataReceived = series.Find(BuiltInMetrics.DataReceived, userTags);
        Delivery = new DeliverySeries(recorder, tags);
    }

    public DeliverySeries Delivery { get; }

    public static EventStreamSeries Of(MetricRecorder recorder, TagSet userTags, string name) =>
        SeriesCache<EventStreamSeries>.Get(recorder, userTags, name, static (one, tags, of) => new(one, tags, of));

    public void Connected(Latency latency, bool hasFailed)
    {
        using var batch = _recorder.OpenBatch();
        batch.Trend(_connecting, latency.Service);
        batch.Trend(_connectingResponse, latency.Response);
        batch.Rate(_failed, hasFailed);
        if (hasFailed) return;
        batch.Count(_sessions, 1);
        Delivery.Watch(batch);
    }

    /// <summary>Records an event; its bytes are those of its data, for the parser keeps the rest to itself.</summary>
    public void Received(DeliveryTracker tracker, MessageStamp? stamp, long bytes, bool? isConsistent, long arrivedAt)
    {
        using var batch = _recorder.OpenBatch();
        batch.Count(_events, 1);
        batch.Count(_dataReceived, bytes);
        if (isConsistent is { } same) batch.Rate(_consistent, same);
        if (stamp is { } known) tracker.Note(batch, known, arrivedAt);
    }

    public void Ended(TimeSpan lived) => _recorder.Trend(_duration, lived);

    public void Recovered(TimeSpan outage)
    {
        Delivery.Reconnected();
        _recorder.Trend(_outage, outage);
    }

    public void Uptime(double share) => _recorder.Trend(_uptime, (long)Math.Floor(share * 100_000));
}
