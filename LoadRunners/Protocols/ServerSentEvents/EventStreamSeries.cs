using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Protocols.Delivery;
using UpCoach.LoadRunners.Protocols.Series;

namespace UpCoach.LoadRunners.Protocols.ServerSentEvents;

/// <summary>The series of event streams of one name, looked up once.</summary>
internal sealed class EventStreamSeries
{
    private readonly MetricRecorder _recorder;
    private readonly int _events;
    private readonly int _consistent;
    private readonly int _dataReceived;

    private EventStreamSeries(MetricRecorder recorder, TagSet userTags, string name)
    {
        _recorder = recorder;
        var (series, tags) = (recorder.Series, userTags.With(TagNames.Name, name));
        _events = series.Find(EventStreamMetrics.Events, tags);
        _consistent = series.Find(EventStreamMetrics.Consistent, tags);
        _dataReceived = series.Find(BuiltInMetrics.DataReceived, userTags);
        Connection = new ConnectionSeries(recorder, EventStreamMetrics.Connection, tags);
    }

    public ConnectionSeries Connection { get; }

    public static EventStreamSeries Of(MetricRecorder recorder, TagSet userTags, string name) =>
        SeriesCache<EventStreamSeries>.Get(recorder, userTags, name, static (one, tags, of) => new(one, tags, of));

    public void Connected(Latency latency, bool hasFailed)
    {
        using var batch = _recorder.OpenBatch();
        Connection.Connected(batch, latency, hasFailed);
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

    public void Recovered(TimeSpan outage)
    {
        Connection.Delivery.Reconnected();
        Connection.Recovered(outage);
    }
}
