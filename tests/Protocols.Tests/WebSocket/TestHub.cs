using System.Collections.Concurrent;
using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace UpCoach.Protocols.Tests.WebSocket;

/// <summary>A hub on the server's own WebSocket: numbered and stamped broadcasts, replay after a number, echo, acknowledgements, the time.</summary>
internal sealed class TestHub(TimeSpan clockSkew = default)
{
    private readonly ConcurrentDictionary<System.Net.WebSockets.WebSocket, SemaphoreSlim> _clients = new();
    private readonly List<string> _sent = []; // under its own lock
    private int _pathsSeen;

    public int Clients => _clients.Count;

    public int Connects => Volatile.Read(ref _pathsSeen);

    public ConcurrentQueue<int?> CloseCodes { get; } = new();

    public ConcurrentQueue<string> Queries { get; } = new();

    public async Task HandleAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest || context.Request.Path == "/refused")
        {
            context.Response.StatusCode = 403;
            return;
        }

        Queries.Enqueue(context.Request.QueryString.Value ?? "");
        Interlocked.Increment(ref _pathsSeen);
        using var socket = await context.WebSockets.AcceptWebSocketAsync(context.Request.Headers.SecWebSocketProtocol.FirstOrDefault());
        var sending = new SemaphoreSlim(1);
        try
        {
            // Never by the request's own token: a client may be gone before its handler runs on, and what it sent last is still to be read.
            await sending.WaitAsync(CancellationToken.None);
            try
            {
                string[] missed;
                lock (_sent)
                {
                    missed = [.. _sent.Skip(int.Parse(context.Request.Query["after"].FirstOrDefault("1000000")!, CultureInfo.InvariantCulture))];
                    _clients.TryAdd(socket, sending);
                }

                foreach (var message in missed) await SendTextAsync(socket, message);
            }
            finally
            {
                sending.Release(); // a broadcast may wait for it, whatever became of the client
            }

            await ReceiveAsync(socket, sending);
        }
        catch (Exception error) when (error is WebSocketException or OperationCanceledException or IOException)
        {
        }
        finally
        {
            _clients.TryRemove(socket, out _);
            CloseCodes.Enqueue((int?)socket.CloseStatus);
        }
    }

    /// <summary>Sends to all; with a hole in the numbers if <paramref name="number"/> says so.</summary>
    public async Task BroadcastAsync(int? number = null)
    {
        KeyValuePair<System.Net.WebSockets.WebSocket, SemaphoreSlim>[] clients;
        string message;
        lock (_sent)
        {
            var sentAt = (TimeProvider.System.GetUtcNow() + clockSkew - DateTimeOffset.UnixEpoch).TotalMilliseconds;
            message = string.Create(CultureInfo.InvariantCulture, $$"""{"seq":{{number ?? _sent.Count + 1}},"ts":{{sentAt}},"text":"hello"}""");
            _sent.Add(message);
            clients = [.. _clients];
        }

        foreach (var (socket, sending) in clients)
        {
            await sending.WaitAsync();
            try
            {
                await SendTextAsync(socket, message);
            }
            catch (Exception error) when (error is WebSocketException or IOException or ObjectDisposedException or OperationCanceledException)
            {
            }
            finally
            {
                sending.Release();
            }
        }
    }

    public async Task CloseAllAsync(int code)
    {
        foreach (var socket in _clients.Keys) await socket.CloseOutputAsync((WebSocketCloseStatus)code, "told to", CancellationToken.None);
    }

    private async Task ReceiveAsync(System.Net.WebSockets.WebSocket socket, SemaphoreSlim sending)
    {
        var buffer = new byte[1 << 20];
        while (true)
        {
            var length = 0;
            WebSocketReceiveResult part;
            do
            {
                part = await socket.ReceiveAsync(new ArraySegment<byte>(buffer, length, buffer.Length - length), CancellationToken.None);
                length += part.Count;
            }
            while (!part.EndOfMessage);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                if (socket.State == WebSocketState.CloseReceived) await socket.CloseOutputAsync(part.CloseStatus ?? WebSocketCloseStatus.Empty, "", CancellationToken.None);
                return;
            }

            var text = Encoding.UTF8.GetString(buffer, 0, length);
            if (text == "silence") continue;
            await sending.WaitAsync(CancellationToken.None);
            try
            {
                if (text.Contains("\"time\"", StringComparison.Ordinal)) await SendTextAsync(socket, TimeOf(text));
                else if (text.StartsWith("fragments", StringComparison.Ordinal)) await SendInFragmentsAsync(socket, buffer.AsMemory(0, length));
                else await socket.SendAsync(buffer.AsMemory(0, length), part.MessageType, true, CancellationToken.None);
            }
            finally
            {
                sending.Release();
            }
        }
    }

    private static async Task SendInFragmentsAsync(System.Net.WebSockets.WebSocket socket, ReadOnlyMemory<byte> message)
    {
        for (var i = 0; i < message.Length; i++) await socket.SendAsync(message.Slice(i, 1), WebSocketMessageType.Text, i == message.Length - 1, CancellationToken.None);
    }

    private string TimeOf(string question)
    {
        var now = (TimeProvider.System.GetUtcNow() + clockSkew - DateTimeOffset.UnixEpoch).TotalMilliseconds;
        return question[..^1] + string.Create(CultureInfo.InvariantCulture, $$""","t1":{{now}},"t2":{{now}}}""");
    }

    private static Task SendTextAsync(System.Net.WebSockets.WebSocket socket, string text) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, CancellationToken.None);
}
