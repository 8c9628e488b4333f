using System.Globalization;
using UpCoach.LoadRunners.Engine.Metrics;

namespace UpCoach.LoadRunners.Protocols.Http;

/// <summary>The series of one kind of request, looked up once.</summary>
/// <remarks>
/// What thresholds and reports ask by name and status has all tags. The other phases have the user's tags only: seven trends for each
/// name and status would cost memory and say little.
/// </remarks>
internal sealed record HttpSeries
{
    public required HttpSeriesKey Key { get; init; }

    public required int Reqs { get; init; }

    public required int Failed { get; init; }

    public required int Duration { get; init; }

    public required int ResponseTime { get; init; }

    public required int Waiting { get; init; }

    public required int Blocked { get; init; }

    public required int Connecting { get; init; }

    public required int Tls { get; init; }

    public required int Sending { get; init; }

    public required int Receiving { get; init; }

    public required int DataSent { get; init; }

    public required int DataReceived { get; init; }

    public static HttpSeries Of(HttpSeriesKey key)
    {
        var (series, user) = (key.Recorder.Series, key.UserTags);
        var all = user.With(TagSet.Of(
        [
            new(TagNames.Name, key.Name),
            new(TagNames.Method, key.Method.Method),
            new(TagNames.Status, key.Status.ToString(CultureInfo.InvariantCulture)),
            new(TagNames.ExpectedResponse, key.IsExpected ? "true" : "false"),
        ]));
        return new HttpSeries
        {
            Key = key,
            Reqs = series.Find(BuiltInMetrics.HttpReqs, all),
            Failed = series.Find(BuiltInMetrics.HttpReqFailed, all),
            Duration = series.Find(BuiltInMetrics.HttpReqDuration, all),
            ResponseTime = series.Find(BuiltInMetrics.HttpReqResponseTime, all),
            Waiting = series.Find(BuiltInMetrics.HttpReqWaiting, all),
            Blocked = series.Find(BuiltInMetrics.HttpReqBlocked, user),
            Connecting = series.Find(BuiltInMetrics.HttpReqConnecting, user),
            Tls = series.Find(BuiltInMetrics.HttpReqTlsHandshaking, user),
            Sending = series.Find(BuiltInMetrics.HttpReqSending, user),
            Receiving = series.Find(BuiltInMetrics.HttpReqReceiving, user),
            DataSent = series.Find(BuiltInMetrics.DataSent, user),
            DataReceived = series.Find(BuiltInMetrics.DataReceived, user),
        };
    }

    public void Record(MetricRecorder recorder, RequestTiming timing, TimeSpan responseTime, bool hasFailed)
    {
        using var batch = recorder.OpenBatch();
        batch.Count(Reqs, 1);
        batch.Rate(Failed, hasFailed);
        batch.Trend(Duration, Microseconds(timing.Service));
        batch.Trend(ResponseTime, Microseconds(responseTime));
        batch.Trend(Waiting, Microseconds(timing.Waiting));
        batch.Trend(Blocked, Microseconds(timing.Blocked));
        batch.Trend(Connecting, Microseconds(timing.Connecting));
        batch.Trend(Tls, Microseconds(timing.Tls));
        batch.Trend(Sending, Microseconds(timing.Sending));
        batch.Trend(Receiving, Microseconds(timing.Receiving));
        batch.Count(DataSent, timing.BytesSent);
        batch.Count(DataReceived, timing.BytesReceived);
    }

    private static long Microseconds(TimeSpan duration) => duration.Ticks / TimeSpan.TicksPerMicrosecond;
}
