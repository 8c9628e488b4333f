namespace UpCoach.LoadRunners.Protocols.Http;

/// <summary>When a request came through its phases, as <see cref="TimeProvider"/> timestamps; 0 is not yet.</summary>
/// <remarks>
/// <code>
/// Begin --blocked, connecting, TLS--> SendBegin --sending--> SendEnd --waiting--> FirstByte --receiving--> End
///                                     \________________________ service time ________________________/
/// </code>
/// </remarks>
internal sealed class RequestTiming(TimeProvider clock)
{
    public long Begin { get; private set; }

    public long SendBegin { get; set; }

    public long SendEnd { get; set; }

    public long FirstByte { get; set; }

    public long End { get; set; }

    /// <summary>Gets or sets how the connection came about; zeros if it was there.</summary>
    public ConnectTiming Connect { get; set; }

    public long BytesSent { get; set; }

    public long BytesReceived { get; set; }

    // A request that never came onto a connection took all its time in vain: better all of it than a flattering 0.
    public TimeSpan Service => Between(SendBegin == 0 ? Begin : SendBegin, End);

    public TimeSpan Sending => SendBegin == 0 ? TimeSpan.Zero : Between(SendBegin, SendEnd == 0 ? End : SendEnd);

    public TimeSpan Waiting => SendEnd == 0 ? TimeSpan.Zero : Between(SendEnd, FirstByte == 0 ? End : FirstByte);

    public TimeSpan Receiving => FirstByte == 0 ? TimeSpan.Zero : Between(FirstByte, End);

    public TimeSpan Connecting => Connect.Connecting;

    public TimeSpan Tls => Connect.Tls;

    public TimeSpan Blocked
    {
        get
        {
            var untilSent = Between(Begin, SendBegin == 0 ? End : SendBegin) - Connecting - Tls;
            return untilSent > TimeSpan.Zero ? untilSent : TimeSpan.Zero;
        }
    }

    public void Start(long now)
    {
        Begin = now;
        Restart();
        (Connect, BytesSent, BytesReceived) = (default, 0, 0);
    }

    /// <summary>Begins to send anew, on another connection.</summary>
    public void Restart() => (SendBegin, SendEnd, FirstByte, End) = (0, 0, 0, 0);

    private TimeSpan Between(long from, long to) => to > from ? clock.GetElapsedTime(from, to) : TimeSpan.Zero;
}
