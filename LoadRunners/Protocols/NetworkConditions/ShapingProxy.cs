using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace UpCoach.LoadRunners.Protocols.NetworkConditions;

/// <summary>A TCP proxy that makes the network worse: slow, narrow, jittery, cut, reset. For each direction, and changed while it runs.</summary>
/// <remarks>It lives in the process of its owner and holds no thread: thousands of connections cost their sockets and little more.</remarks>
public sealed class ShapingProxy : IAsyncDisposable
{
    private readonly ShapingProxyOptions _options;
    private readonly ProxyClock _clock;
    private readonly Socket _listener;
    private readonly CancellationTokenSource _stop;
    private readonly ConcurrentDictionary<ShapedConnection, Task> _connections = new();
    private readonly Task _accepting;
    private int _accepted;
    private int _resets;

    private ShapingProxy(ShapingProxyOptions options, CancellationToken owner)
    {
        _options = options;
        _clock = new ProxyClock(options.Clock);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(owner);
        Upstream = new Link(options.Upstream, timeout => Expire(Upstream!, timeout));
        Downstream = new Link(options.Downstream, timeout => Expire(Downstream!, timeout));
        _listener = new Socket(options.Listen.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        _listener.Bind(options.Listen);
        _listener.Listen(4096);
        EndPoint = (IPEndPoint)_listener.LocalEndPoint!;
        _accepting = AcceptAsync();
    }

    /// <summary>Gets where the proxy listens.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>Gets the direction from client to server.</summary>
    public Link Upstream { get; }

    /// <summary>Gets the direction from server to client.</summary>
    public Link Downstream { get; }

    /// <summary>Gets how many connections came.</summary>
    public int Accepted => Volatile.Read(ref _accepted);

    /// <summary>Gets how many connections are open.</summary>
    public int Open => _connections.Count;

    /// <summary>Gets how many connections ended with a reset, the proxy's or an end's.</summary>
    public int Resets => Volatile.Read(ref _resets);

    /// <summary>Starts a proxy.</summary>
    /// <param name="options">What it stands in front of.</param>
    /// <param name="owner">Ends the proxy and all its connections when cancelled, as <see cref="DisposeAsync"/> does.</param>
    public static ShapingProxy Start(ShapingProxyOptions options, CancellationToken owner = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new ShapingProxy(options, owner);
    }

    /// <summary>Starts a proxy in front of an address.</summary>
    public static ShapingProxy Start(Uri target, int seed = 1, CancellationToken owner = default)
    {
        ArgumentNullException.ThrowIfNull(target);
        var end = IPAddress.TryParse(target.Host, out var address) ? new IPEndPoint(address, target.Port) : (EndPoint)new DnsEndPoint(target.Host, target.Port);
        return new ShapingProxy(new ShapingProxyOptions { Target = end, Seed = seed }, owner);
    }

    /// <summary>Gives the address that reaches a target through this proxy.</summary>
    public Uri Through(Uri target) => new UriBuilder(target) { Host = EndPoint.Address.ToString(), Port = EndPoint.Port }.Uri;

    /// <summary>Resets all connections that are open now.</summary>
    public void ResetConnections()
    {
        foreach (var connection in _connections.Keys)
        {
            connection.Reset();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _accepting.ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        // The owner may hold a lock or a synchronisation context of its own.
        await Task.Yield();
        try
        {
            while (true)
            {
                var client = await _listener.AcceptAsync(_stop.Token).ConfigureAwait(false);
                var number = Interlocked.Increment(ref _accepted);
                _ = ConnectAsync(client, number);
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The owner is done.
        }
        finally
        {
            _listener.Dispose();
            await EndConnectionsAsync().ConfigureAwait(false);
        }
    }

    private async Task ConnectAsync(Socket client, int number)
    {
        var server = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            client.NoDelay = server.NoDelay = true;
            await server.ConnectAsync(_options.Target, _stop.Token).ConfigureAwait(false);
        }
        catch (Exception error) when (error is SocketException or OperationCanceledException)
        {
            // What a client sees of a server that refuses.
            client.LingerState = new LingerOption(true, 0);
            client.Dispose();
            server.Dispose();
            return;
        }

        var connection = new ShapedConnection(client, server);
        var up = new LinkPump(client, server, Upstream, _clock, new Random(SeedOf(number, 0)), _options.WindowBytes);
        var down = new LinkPump(server, client, Downstream, _clock, new Random(SeedOf(number, 1)), _options.WindowBytes);
        var end = new TaskCompletionSource();
        _connections.TryAdd(connection, end.Task);
        ExpireLater(connection, Upstream, Upstream.Timeout);
        ExpireLater(connection, Downstream, Downstream.Timeout);
        if (_stop.IsCancellationRequested) connection.Close();
        await connection.RunAsync(up, down).ConfigureAwait(false);
        if (connection.WasReset) Interlocked.Increment(ref _resets);
        _connections.TryRemove(connection, out _);
        connection.Dispose();
        end.SetResult();
    }

    private void Expire(Link link, TimeoutToxic timeout)
    {
        foreach (var connection in _connections.Keys)
        {
            ExpireLater(connection, link, timeout);
        }
    }

    private void ExpireLater(ShapedConnection connection, Link link, TimeoutToxic? timeout)
    {
        if (timeout is { After.Ticks: > 0 }) _ = ExpireAsync(connection, link, timeout, _clock.Now + timeout.After);
    }

    private async Task ExpireAsync(ShapedConnection connection, Link link, TimeoutToxic timeout, TimeSpan due)
    {
        try
        {
            await _clock.DelayUntilAsync(due, _stop.Token).ConfigureAwait(false);
            if (ReferenceEquals(link.Timeout, timeout)) connection.Close();
        }
        catch (Exception error) when (error is OperationCanceledException or ObjectDisposedException)
        {
            // The proxy has ended before.
        }
    }

    private async Task EndConnectionsAsync()
    {
        foreach (var connection in _connections.Keys)
        {
            connection.Close();
        }

        await Task.WhenAll(_connections.Values).ConfigureAwait(false);
    }

    private int SeedOf(int connection, int direction) => (int)(((uint)_options.Seed * 2654435761u) ^ ((uint)connection * 2246822519u) ^ (uint)direction);
}
