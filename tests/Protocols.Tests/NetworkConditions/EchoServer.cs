using System.Net;
using System.Net.Sockets;

namespace UpCoach.Protocols.Tests.NetworkConditions;

/// <summary>A TCP server on a free loopback port that gives back what it gets.</summary>
internal sealed class EchoServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private int _resets;

    public EchoServer()
    {
        _listener.Start(4096);
        _ = AcceptAsync();
    }

    public IPEndPoint EndPoint => (IPEndPoint)_listener.LocalEndpoint;

    public int Resets => Volatile.Read(ref _resets);

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = EchoAsync(await _listener.AcceptSocketAsync());
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task EchoAsync(Socket socket)
    {
        using (socket)
        {
            var buffer = new byte[4096];
            try
            {
                for (var read = 1; read > 0;)
                {
                    read = await socket.ReceiveAsync(buffer);
                    for (var sent = 0; sent < read;)
                    {
                        sent += await socket.SendAsync(buffer.AsMemory(sent, read - sent));
                    }
                }

                socket.Shutdown(SocketShutdown.Send);
            }
            catch (SocketException)
            {
                Interlocked.Increment(ref _resets);
            }
        }
    }
}
