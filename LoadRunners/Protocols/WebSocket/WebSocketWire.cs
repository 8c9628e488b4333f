using System.Net.Security;
using System.Net.Sockets;
using UpCoach.LoadRunners.Protocols.Http;

namespace UpCoach.LoadRunners.Protocols.WebSocket;

/// <summary>Opens the stream under a WebSocket: TCP, with TLS for wss and https.</summary>
internal static class WebSocketWire
{
    public static async Task<Stream> OpenAsync(Uri uri, WebSocketOptions options, CancellationToken stop)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(uri.IdnHost, uri.Port, stop).ConfigureAwait(false);
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        var stream = new NetworkStream(socket, ownsSocket: true);
        if (uri.Scheme is not ("wss" or "https")) return stream;
        var tls = new SslStream(stream);
        try
        {
            await tls.AuthenticateAsClientAsync(HttpDefaults.Tls(options.SkipTlsVerify, uri.IdnHost), stop).ConfigureAwait(false);
            return tls;
        }
        catch
        {
            await tls.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
