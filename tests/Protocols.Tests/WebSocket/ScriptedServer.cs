using System.Net;
using System.Net.Sockets;
using System.Text;
using UpCoach.LoadRunners.Protocols.WebSocket;

namespace UpCoach.Protocols.Tests.WebSocket;

/// <summary>A server that upgrades one connection and then sends what it was told, right or wrong.</summary>
internal sealed class ScriptedServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly TaskCompletionSource<byte[]> _received = new();

    public ScriptedServer(byte[] script, bool hangsUp)
    {
        _listener.Start();
        _ = ServeAsync(script, hangsUp);
    }

    public Uri Address => new($"http://{_listener.LocalEndpoint}");

    /// <summary>Gets all that came after the upgrade, once the client has closed.</summary>
    public Task<byte[]> Received => _received.Task;

    public void Dispose() => _listener.Dispose();

    private async Task ServeAsync(byte[] script, bool hangsUp)
    {
        try
        {
            using var socket = await _listener.AcceptSocketAsync();
            var buffer = new byte[4096];
            var request = "";
            while (!request.EndsWith("\r\n\r\n", StringComparison.Ordinal)) request += Encoding.Latin1.GetString(buffer, 0, await socket.ReceiveAsync(buffer));
            var key = request.Split("Sec-WebSocket-Key: ")[1].Split("\r\n")[0];
            var accept = UpgradeRequest.Of(Address, new WebSocketOptions { Path = "/", Name = "" }, key).Accept;
            var answer = $"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {accept}\r\n\r\n";

            // In one segment with the answer: what follows the head must not be lost.
            await socket.SendAsync(Encoding.Latin1.GetBytes(answer).Concat(script).ToArray());
            if (hangsUp) return;
            using var all = new MemoryStream();
            for (var read = await socket.ReceiveAsync(buffer); read > 0; read = await socket.ReceiveAsync(buffer)) all.Write(buffer, 0, read);
            _received.TrySetResult(all.ToArray());
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            _received.TrySetException(error);
        }
    }
}
