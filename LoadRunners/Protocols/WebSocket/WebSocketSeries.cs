using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Protocols.Delivery;
using UpCoach.LoadRunners.Protocols.Series;

namespace UpCoach.LoadRunners.Protocols.WebSocket;

/// <summary>The series of one session, looked up once.</summary>
internal sealed class WebSocketSeries
{
    private readonly MetricRecorder _recorder;
    private readonly int _sent;
    private readonly int _received;
    private readonly int _ping;
    private readonly int _dataSent;
    private readonly int _dataReceived;

    private WebSocketSeries(MetricRecorder recorder, TagSet userTags, string name)
    {
        _recorder = recorder;
        var (series, tags) = (recorder.Series, userTags.With(TagNames.Name, name));
        _sent = series.Find(WebSocketMetrics.MessagesSent, tags);
        _received = series.Find(WebSocketMetrics.MessagesReceived, tags);
        _ping = series.Find(WebSocketMetrics.Ping, tags);
        _dataSent = series.Find(BuiltInMetrics.DataSent, userTags);
        _dataReceived = series.Find(BuiltInMetrics.DataReceived, userTags);
        Connection = new ConnectionSeries(recorder, WebSocketMetrics.Connection, tags);
    }

    public ConnectionSeries Connection { get; }

    public static WebSocketSeries Of(MetricRecorder recorder, TagSet userTags, string name) =>
        SeriesCache<WebSocketSeries>.Get(recorder, userTags, name, static (one, tags, of) => new(one, tags, of));

    public void Connected(Latency latency, bool hasFailed, long bytesSent)
    {
        using var batch = _recorder.OpenBatch();
        Connection.Connected(batch, latency, hasFailed);
        if (!hasFailed) batch.Count(_dataSent, bytesSent);
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
}
