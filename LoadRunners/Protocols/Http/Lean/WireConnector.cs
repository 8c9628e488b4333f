using System.Net;
using System.Net.Sockets;
using UpCoach.LoadRunners.Protocols.Http.Wires;

namespace UpCoach.LoadRunners.Protocols.Http.Lean;

/// <summary>Makes connections: name, TCP, TLS.</summary>
internal sealed class WireConnector(LeanClientOptions options, TimeProvider clock)
{
    private readonly bool _usesEpoll = options.Transport.Engine switch
    {
        ConnectionEngine.Sockets => false,
        ConnectionEngine.Epoll => EpollWire.IsSupported ? true : throw new PlatformNotSupportedException("epoll is Linux's, on x64 and arm64"),
        _ => EpollWire.IsSupported,
    };

    public async ValueTask<(Wire Wire, ConnectTiming Timing)> ConnectAsync(HttpOrigin origin, CancellationToken stop)
    {
        var addresses = await origin.ResolveAsync(clock, stop).ConfigureAwait(false);
        var begin = clock.GetTimestamp();
        var wire = await ConnectAsync(addresses, origin.Port, stop).ConfigureAwait(false);
        var connected = clock.GetTimestamp();
        var connecting = clock.GetElapsedTime(begin, connected);
        if (!origin.IsTls) return (wire, new ConnectTiming(connecting, TimeSpan.Zero));
        try
        {
            wire = await TlsWire.HandshakeAsync(wire, options.TlsOf(origin), stop).ConfigureAwait(false);
            return (wire, new ConnectTiming(connecting, clock.GetElapsedTime(connected)));
        }
        catch
        {
            wire.Dispose();
            throw;
        }
    }

    private async ValueTask<Wire> ConnectAsync(IPAddress[] addresses, int port, CancellationToken stop)
    {
        for (var i = 0; ; i++)
        {
            try
            {
                var server = new IPEndPoint(addresses[i], port);
                return _usesEpoll
                    ? await EpollWire.ConnectAsync(EpollLoop.Next(), server, stop).ConfigureAwait(false)
                    : await SocketWire.ConnectAsync(server, stop).ConfigureAwait(false);
            }
            catch (Exception error) when (error is IOException or SocketException && i + 1 < addresses.Length)
            {
                // The name's next address may answer.
            }
        }
    }
}
