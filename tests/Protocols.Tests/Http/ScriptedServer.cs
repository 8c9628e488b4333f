using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text;

namespace UpCoach.Protocols.Tests.Http;

/// <summary>A TCP server that answers by script: each connection reads requests' heads and writes what the script says.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<Visit, Task> _script;
    private readonly Task _accepting;
    private int _connections;

    private ScriptedServer(Func<Visit, Task> script)
    {
        _script = script;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Address => new($"http://{_listener.LocalEndpoint}");

    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Starts a server whose script runs once for each connection; the connection ends with it.</summary>
    public static ScriptedServer Start(Func<Visit, Task> script) => new(script);

    /// <summary>Starts a server that gives the same answer to every request of every connection.</summary>
    public static ScriptedServer Always(string answer, bool thenCloses = false) => new(async visit =>
    {
        while (await visit.RequestAsync() is not null)
        {
            await visit.WriteAsync(answer);
            if (thenCloses) return;
        }
    });

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptSocketAsync(_stop.Token);
                socket.NoDelay = true;
                _ = ServeAsync(new Visit(socket, Interlocked.Increment(ref _connections), _stop.Token));
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private async Task ServeAsync(Visit visit)
    {
        using (visit)
        {
            try
            {
                await Task.Yield();
                await _script(visit);
            }
            catch (Exception end) when (end is OperationCanceledException or SocketException or IOException)
            {
                // The client went away.
            }
        }
    }

    /// <summary>One connection.</summary>
    internal sealed class Visit(Socket socket, int number, CancellationToken stop) : IDisposable
    {
        private readonly byte[] _buffer = new byte[64 * 1024];
        private int _length;

        public int Number => number;

        /// <summary>Reads a request's head and, by its Content-Length, its body; null at the end.</summary>
        public async Task<string?> RequestAsync()
        {
            while (true)
            {
                var text = Encoding.Latin1.GetString(_buffer, 0, _length);
                var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
                if (end >= 0)
                {
                    var whole = end + 4 + BodyLength(text[..end]);
                    if (_length >= whole)
                    {
                        _buffer.AsSpan(whole, _length - whole).CopyTo(_buffer);
                        _length -= whole;
                        return text[..whole];
                    }
                }

                var read = await socket.ReceiveAsync(_buffer.AsMemory(_length), stop);
                if (read == 0) return null;
                _length += read;
            }
        }

        /// <summary>Reads bytes that are of no interest; false at the end.</summary>
        [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
        public async ValueTask<bool> SkipAsync(int count)
        {
            while (count > 0)
            {
                var read = await socket.ReceiveAsync(_buffer.AsMemory(0, count), stop).ConfigureAwait(false);
                if (read == 0) return false;
                count -= read;
            }

            return true;
        }

        public ValueTask WriteAsync(string text) => WriteAsync(Encoding.Latin1.GetBytes(text));

        [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
        public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes)
        {
            while (!bytes.IsEmpty)
            {
                bytes = bytes[await socket.SendAsync(bytes, stop)..];
            }
        }

        /// <summary>Ends the connection with a reset.</summary>
        public void Reset()
        {
            socket.LingerState = new LingerOption(true, 0);
            socket.Dispose();
        }

        public void Dispose() => socket.Dispose();

        private static int BodyLength(string head) =>
            head.Split("\r\n").Select(line => line.Split(": ")).Where(pair => pair[0] == "Content-Length")
                .Select(pair => int.Parse(pair[1], System.Globalization.CultureInfo.InvariantCulture)).FirstOrDefault();
    }
}
