using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Protocols.Delivery;
using UpCoach.LoadRunners.Protocols.Series;

namespace UpCoach.LoadRunners.Protocols.WebSocket;

/// <summary>The series of one session, looked up once.</summary>
internal sealed class WebSocketSeries
{
    private readonly MetricRecorder _recorder;
    private readonly int _connecting;
    private readonly int _connectingResponse;
    private readonly int _failed;
    private readonly int _sessions;
    private readonly int _duration;
    private readonly int _sent;
    private readonly int _received;
    private readonly int _ping;
    private readonly int _uptime;
    private readonly int _outage;
    private readonly int _dataSent;
    private readonly int _dataReceived;

    private WebSocketSeries(MetricRecorder recorder, TagSet userTags, string name)
    {
        _recorder = recorder;
        var (series, tags) = (recorder.Series, userTags.With(TagNames.Name, name));
        _connecting = series.Find(WebSocketMetrics.Connecting, tags);
        _connectingResponse = series.Find(WebSocketMetrics.ConnectingResponse, tags);
        _failed = series.Find(WebSocketMetrics.Failed, tags);
        _sessions = series.Find(WebSocketMetrics.Sessions, tags);
        _duration = series.Find(WebSocketMetrics.SessionDuration, tags);
        _sent = series.Find(WebSocketMetrics.MessagesSent, tags);
        _received = series.Find(WebSocketMetrics.MessagesReceived, tags);
        _ping = series.Find(WebSocketMetrics.Ping, tags);
        _uptime = series.Find(WebSocketMetrics.Uptime, tags);
        _outage = series.Find(WebSocketMetrics.Outage, tags);
        _dataSent = series.Find(BuiltInMetrics.DataSent, userTags);
        _dataReceived = series.Find(BuiltInMetrics.DataReceived, userTags);
        Delivery = new DeliverySeries(recorder, tags);
    }

    public DeliverySeries Delivery { get; }

    public static WebSocketSeries Of(MetricRecorder recorder, TagSet userTags, string name) =>
        SeriesCache<WebSocketSeries>.Get(recorder, userTags, name, static (one, tags, of) => new(one, tags, of));

    public void Connected(Latency latency, bool hasFailed, long bytesSent)
    {
        using var batch = _recorder.OpenBatch();
        batch.Trend(_connecting, latency.Service);
        batch.Trend(_connectingResponse, latency.Response);
        batch.Rate(_failed, hasFailed);
        if (hasFailed) return;
        batch.Count(_sessions, 1);
        batch.Count(_dataSent, bytesSent);
        Delivery.Watch(batch);
    }

    public void Sent(long bytes)
    {
        using var batch = _recorder.OpenBatch();
        batch.Count(_sent, 1);
        batch.Count(_dataSent, bytes);
    }

    public void Received(DeliveryTracker tracker, MessageStamp? stamp, long bytes, long arrivedAt)
    {
        using var batch = _recorder.OpenBatch();
        batch.Count(_received, 1);
        batch.Count(_dataReceived, bytes);
        if (stamp is { } known) tracker.Note(batch, known, arrivedAt);
    }

    public void Ponged(TimeSpan roundTrip) => _recorder.Trend(_ping, roundTrip);

    public void Ended(TimeSpan lived) => _recorder.Trend(_duration, lived);

    public void Recovered(TimeSpan outage) => _recorder.Trend(_outage, outage);

    // A trend is kept in thousandths: 100 % is 100,000.
    public void Uptime(double share) => _recorder.Trend(_uptime, (long)Math.Floor(share * 100_000));
}
