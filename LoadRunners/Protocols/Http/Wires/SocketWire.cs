using System.Net;
using System.Net.Sockets;

namespace UpCoach.LoadRunners.Protocols.Http.Wires;

/// <summary>A connection by the runtime's own sockets: on every system.</summary>
internal sealed class SocketWire : Wire
{
    private readonly Lock _lock = new();
    private readonly Socket _socket;
    private bool _isClosed; // under _lock

    private SocketWire(Socket socket) => _socket = socket;

    public static async ValueTask<Wire> ConnectAsync(IPEndPoint server, CancellationToken stop)
    {
        var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(server, stop).ConfigureAwait(false);
            return new SocketWire(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer) => _socket.ReceiveAsync(buffer, SocketFlags.None, CancellationToken.None);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        var sending = _socket.SendAsync(bytes, SocketFlags.None, CancellationToken.None);
        if (!sending.IsCompletedSuccessfully) return RestAsync(sending, bytes);
        var sent = sending.Result;
        return sent == bytes.Length ? ValueTask.CompletedTask : RestAsync(ValueTask.FromResult(sent), bytes);
    }

    public override WireNews Peek(bool isFresh)
    {
        try
        {
            if (!_socket.Poll(0, SelectMode.SelectRead)) return WireNews.None;
            return _socket.Available > 0 ? WireNews.Data : WireNews.End;
        }
        catch (SocketException)
        {
            return WireNews.End;
        }
    }

    public override void Abort()
    {
        lock (_lock)
        {
            if (_isClosed) return;
            try
            {
                _socket.Shutdown(SocketShutdown.Both);
            }
            catch (SocketException)
            {
                // It is broken already: what is under way sees that too.
            }
        }
    }

    public override void Dispose()
    {
        lock (_lock) _isClosed = true;
        _socket.Dispose();
    }

    private async ValueTask RestAsync(ValueTask<int> first, ReadOnlyMemory<byte> bytes)
    {
        bytes = bytes[await first.ConfigureAwait(false)..];
        while (!bytes.IsEmpty)
        {
            bytes = bytes[await _socket.SendAsync(bytes, SocketFlags.None, CancellationToken.None).ConfigureAwait(false)..];
        }
    }
}
