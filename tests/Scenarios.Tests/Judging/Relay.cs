using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace UpCoach.Scenarios.Tests.Judging;

/// <summary>A way to a server on which a test changes what passes.</summary>
internal sealed class Relay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentBag<Task> _connections = [];
    private readonly int _server;
    private Task _accepting = Task.CompletedTask;

    private Relay(int server) => _server = server;

    /// <summary>Gets the port to connect to.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    // What changes the requests of each connection: given a piece, it gives what goes on.
    private Func<Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>>> Requests { get; init; } = () => piece => piece;

    // What is done when a piece of an answer comes, before it goes on.
    private Action OnAnswer { get; init; } = () => { };

    // Whether the server never learns that a client has gone.
    private bool HidesEnds { get; init; }

    /// <summary>A relay that asks for time: each piece of an answer puts a clock forward.</summary>
    public static Relay StartSlow(int server, StepClock clock, TimeSpan each) => new Relay(server) { OnAnswer = () => clock.Skip(each) }.Open();

    /// <summary>A relay that makes other commands of a Redis client's, and takes time as well.</summary>
    /// <param name="server">The server's port.</param>
    /// <param name="rewrite">Gives the command that is sent; called for all connections.</param>
    /// <param name="clock">What each piece of an answer puts forward; null for nothing.</param>
    /// <param name="each">By how much.</param>
    public static Relay StartRewriting(int server, Func<string[], string[]> rewrite, StepClock? clock = null, TimeSpan each = default) =>
        new Relay(server) { Requests = () => new RespRewriter(rewrite).Rewrite, OnAnswer = () => clock?.Skip(each) }.Open();

    /// <summary>A relay behind which sessions of PostgreSQL stay when their clients have gone.</summary>
    public static Relay StartThatKeepsSessions(int server) =>
        new Relay(server) { HidesEnds = true, Requests = () => piece => piece.Span is [(byte)'X', 0, 0, 0, 4] ? default : piece }.Open();

    /// <summary>A relay that cuts a connection off when it asks something the second time.</summary>
    /// <param name="server">The server's port.</param>
    /// <param name="question">A part of the request, as its bytes.</param>
    public static Relay StartThatCutsOff(int server, byte[] question) => new Relay(server)
    {
        Requests = () =>
        {
            var asked = 0;
            return piece => piece.Span.IndexOf(question) < 0 || ++asked == 1 ? piece : throw new IOException("cut off");
        },
    }.Open();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_connections);
        _listener.Dispose();
        _end.Dispose();
    }

    private Relay Open()
    {
        _listener.Start();
        _accepting = AcceptAsync();
        return this;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var near = client;
        using var far = new TcpClient { NoDelay = true };
        near.NoDelay = true;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(_end.Token);
        try
        {
            await far.ConnectAsync(IPAddress.Loopback, _server, over.Token);
            var change = Requests();
            var requests = PassAsync(near, far, change, over.Token);
            var answers = PassAsync(far, near, piece => { OnAnswer(); return piece; }, over.Token);
            if (await Task.WhenAny(requests, answers) == requests && HidesEnds) await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, over.Token);
            await over.CancelAsync();
            await Task.WhenAll(requests, answers);
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            // One of the two has gone, or the test is over.
        }
    }

    private static async Task PassAsync(TcpClient from, TcpClient to, Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>> change, CancellationToken stop)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            for (int read; (read = await from.GetStream().ReadAsync(buffer, stop)) > 0;)
            {
                var piece = change(buffer.AsMemory(0, read));
                if (!piece.IsEmpty) await to.GetStream().WriteAsync(piece, stop);
            }
        }
        catch (IOException)
        {
            // Gone without a word.
        }
    }
}
