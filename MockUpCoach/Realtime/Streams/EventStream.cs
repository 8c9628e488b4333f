using System.Globalization;
using System.Text;
using UpCoach.MockUpCoach.Realtime.Delivery;
using UpCoach.MockUpCoach.Realtime.Journal;

namespace UpCoach.MockUpCoach.Realtime.Streams;

/// <summary>A response of server-sent events.</summary>
internal sealed class EventStream(HttpContext context, RealtimeMetrics metrics, TimeProvider clock) : Outbox(clock)
{
    /// <summary>What a client should wait before it comes back, unless told otherwise.</summary>
    public static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    /// <summary>A line that clients ignore: it shows both sides that the other is there.</summary>
    public static readonly ReadOnlyMemory<byte> Comment = ": still here\n\n"u8.ToArray();

    // Spread, so that those whom one stopping server sends away don't reach the next at one moment. Which client waits for how long need not be repeatable.
    private readonly TimeSpan retryAfterStop = TimeSpan.FromMilliseconds(100 + (Environment.TickCount64 * 7919 % 900));

    public static ReadOnlyMemory<byte> RetryHint(TimeSpan delay) => Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"retry: {delay.TotalMilliseconds:F0}\n\n"));

    protected override ReadOnlyMemory<byte> FormOf(Message message) => message.AsEvent;

    protected override async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        // A response whose client has gone swallows what is written.
        var result = await context.Response.BodyWriter.WriteAsync(bytes, context.RequestAborted);
        if (result.IsCompleted || result.IsCanceled)
            throw new IOException("The client has gone.");
    }

    protected override async ValueTask WriteEndAsync(CloseReason reason)
    {
        if (reason == CloseReason.Stopping)
            await context.Response.BodyWriter.WriteAsync(RetryHint(retryAfterStop), context.RequestAborted);
    }

    protected override void TooSlow() => metrics.Dropped("sse");

    protected override void Cut() => context.Abort();
}
