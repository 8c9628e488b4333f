namespace UpCoach.LoadRunners.Protocols.Http.Sockets;

/// <summary>Bytes of connections whose requests share them: HTTP/2 can't tell whose a byte is, but all of them are counted once.</summary>
internal sealed class ByteTally
{
    private long _sent;
    private long _received;

    public void Sent(int count) => Interlocked.Add(ref _sent, count);

    public void Received(int count) => Interlocked.Add(ref _received, count);

    /// <summary>Gives what came up since the last request that asked.</summary>
    public (long Sent, long Received) Take() => (Interlocked.Exchange(ref _sent, 0), Interlocked.Exchange(ref _received, 0));
}
