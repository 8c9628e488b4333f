using System.Net.Security;

namespace UpCoach.LoadRunners.Protocols.Http.Wires;

/// <summary>TLS over another connection.</summary>
internal sealed class TlsWire : Wire
{
    private readonly Wire _inner;
    private readonly WireStream _stream;
    private readonly SslStream _tls;

    private TlsWire(Wire inner, WireStream stream, SslStream tls) => (_inner, _stream, _tls) = (inner, stream, tls);

    public override (long Sent, long Received)? NetworkBytes => (_stream.BytesWritten, _stream.BytesRead);

    public static async ValueTask<Wire> HandshakeAsync(Wire inner, SslClientAuthenticationOptions options, CancellationToken stop)
    {
        var stream = new WireStream(inner);
        var tls = new SslStream(stream, leaveInnerStreamOpen: false);
        // The stream below hears of no token: ending the wire ends its reads and writes.
        using var registration = stop.UnsafeRegister(static wire => ((Wire)wire!).Abort(), inner);
        try
        {
            await tls.AuthenticateAsClientAsync(options, stop).ConfigureAwait(false);
            return new TlsWire(inner, stream, tls);
        }
        catch
        {
            await tls.DisposeAsync().ConfigureAwait(false);
            stop.ThrowIfCancellationRequested();
            throw;
        }
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer) => _tls.ReadAsync(buffer, CancellationToken.None);

    public override ValueTask TurnAsync() => _inner.TurnAsync();

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> bytes) => _tls.WriteAsync(bytes, CancellationToken.None);

    // Bytes may be TLS's own: session tickets come when the server likes.
    public override WireNews Peek(bool isFresh) => _inner.Peek(isFresh) == WireNews.End ? WireNews.End : WireNews.None;

    public override void Abort() => _inner.Abort();

    public override void Dispose()
    {
        _tls.Dispose();
        _inner.Dispose();
    }
}
