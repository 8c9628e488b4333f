namespace UpCoach.LoadRunners.Protocols.Delivery;

/// <summary>What is known of a server's clock. Shared by all users of a process that talk to that server; safe for concurrent use.</summary>
/// <remarks>
/// <code>
/// offset = ((t1 - t0) + (t2 - t3)) / 2        error at most ((t3 - t0) - (t2 - t1)) / 2
/// </code>
/// t0, t3: sent and received here; t1, t2: received and sent there. Source: NTP, RFC 5905, section 8. Of the recent exchanges the one with the
/// shortest round trip counts: it bounds the error best. Without any exchange both clocks are taken as one, which holds on one machine.
/// </remarks>
public sealed class ServerClock(TimeProvider? clock = null)
{
    /// <summary>How long an exchange counts: in that time two quartz clocks drift apart by about 1 ms.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(60);

    private const int Kept = 8;

    private readonly TimeProvider _clock = clock ?? TimeProvider.System;
    private readonly Lock _lock = new();
    private readonly Queue<(long At, long Offset, long Error)> _exchanges = new(); // under _lock
    private long _offset;
    private long _error;

    /// <summary>Gets how far the server's clock is ahead of this one, in microseconds.</summary>
    public long OffsetMicroseconds => Interlocked.Read(ref _offset);

    /// <summary>Gets the greatest error of <see cref="OffsetMicroseconds"/>; 0 before the first exchange.</summary>
    public long ErrorMicroseconds => Interlocked.Read(ref _error);

    /// <summary>Gets whether an exchange is due: there was none, or the last is older than half of <see cref="MaxAge"/>.</summary>
    public bool IsStale
    {
        get
        {
            lock (_lock) return _exchanges.Count == 0 || _clock.GetElapsedTime(_exchanges.Last().At) > MaxAge / 2;
        }
    }

    /// <summary>Gets now by this process's clock, in microseconds since 1970.</summary>
    public long NowMicroseconds => (_clock.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    /// <summary>Takes an exchange; all in microseconds since 1970, each by the clock of where it was taken.</summary>
    public void Add(long sentAt, long serverReceivedAt, long serverSentAt, long receivedAt)
    {
        var offset = ((serverReceivedAt - sentAt) + (serverSentAt - receivedAt)) / 2;
        var error = Math.Max((receivedAt - sentAt) - (serverSentAt - serverReceivedAt), 0) / 2;
        lock (_lock)
        {
            _exchanges.Enqueue((_clock.GetTimestamp(), offset, error));
            while (_exchanges.Count > Kept || _clock.GetElapsedTime(_exchanges.Peek().At) > MaxAge)
            {
                _exchanges.Dequeue();
            }

            var best = _exchanges.MinBy(exchange => exchange.Error);
            Interlocked.Exchange(ref _offset, best.Offset);
            Interlocked.Exchange(ref _error, best.Error);
        }
    }

    /// <summary>Gives the time that a message took.</summary>
    /// <param name="sentAt">The server's stamp.</param>
    /// <param name="arrivedAt">The arrival by this process's clock.</param>
    /// <returns>Microseconds, 0 or more: what the estimate's error would make negative is 0.</returns>
    public long LatencyMicroseconds(long sentAt, long arrivedAt) => Math.Max(arrivedAt + OffsetMicroseconds - sentAt, 0);
}
