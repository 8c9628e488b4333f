using System.Globalization;
using UpCoach.MockUpCoach.Realtime.Delivery;
using UpCoach.MockUpCoach.Realtime.Topics;

namespace UpCoach.MockUpCoach.Realtime.Streams;

/// <summary><c>GET /api/v1/realtime/analytics/stream</c>: the live figures each second, equal for everybody.</summary>
internal static class AnalyticsStream
{
    public const string Topic = "analytics";

    private const int LatestOnly = -1;

    public static async Task HandleAsync(HttpContext context, TopicDirectory topics, Connections connections, RealtimeMetrics metrics, TimeProvider clock)
    {
        if (connections.IsStopping)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            context.Response.Headers.RetryAfter = "1";
            return;
        }

        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["X-Accel-Buffering"] = "no";
        await using var stream = new EventStream(context, metrics, clock);
        using var lost = context.RequestAborted.UnsafeRegister(static state => ((Outbox)state!).Close(CloseReason.Goodbye), stream);
        connections.TryAdd(stream);
        try
        {
            var (topic, _) = await topics.JoinAsync(Topic, stream, LastEventId(context.Request) ?? LatestOnly);
            stream.Offer(EventStream.RetryHint(EventStream.Retry));
            await stream.Ended;
            await topics.LeaveAsync(topic, stream);
        }
        finally
        {
            connections.Remove(stream);
        }
    }

    // Clients that can't set the header on their first connect say it in the address.
    private static long? LastEventId(HttpRequest request)
    {
        var text = request.Headers["Last-Event-ID"].ToString() is { Length: > 0 } header ? header : request.Query["lastEventId"].ToString();
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
