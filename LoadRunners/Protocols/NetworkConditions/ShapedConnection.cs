using System.Net.Sockets;

namespace UpCoach.LoadRunners.Protocols.NetworkConditions;

/// <summary>One connection through the proxy: a socket to each end and a pump for each direction.</summary>
internal sealed class ShapedConnection(Socket client, Socket server) : IDisposable
{
    private readonly CancellationTokenSource _end = new();

    /// <summary>Gets whether the connection ended with a reset.</summary>
    public bool WasReset { get; private set; }

    /// <summary>Carries until both directions have ended, or one end is gone, or somebody ends it.</summary>
    public async Task RunAsync(LinkPump up, LinkPump down)
    {
        Task<bool>[] pumps = [up.RunAsync(_end.Token), down.RunAsync(_end.Token)];
        try
        {
            var open = pumps.ToList();
            while (open.Count > 0)
            {
                var ended = await Task.WhenAny(open).ConfigureAwait(false);
                open.Remove(ended);
                if (!await ended.ConfigureAwait(false)) break;
            }

            WasReset = open.Count > 0 || !await pumps[0].ConfigureAwait(false) || !await pumps[1].ConfigureAwait(false);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            WasReset = true;
        }
        catch (OperationCanceledException)
        {
            // Reset or Close has set what it is.
        }
        finally
        {
            if (WasReset) Reset();
            await _end.CancelAsync().ConfigureAwait(false);
            await ((Task)Task.WhenAll(pumps)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            client.Dispose();
            server.Dispose();
        }
    }

    /// <summary>Ends the connection with a reset to both ends.</summary>
    public void Reset()
    {
        WasReset = true;
        Abort(client);
        Abort(server);
        Close();
    }

    /// <summary>Closes the connection in order, losing what is under way.</summary>
    public void Close()
    {
        try
        {
            _end.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It has just ended by itself.
        }
    }

    public void Dispose() => _end.Dispose();

    // Lingering for no time makes the kernel send RST instead of FIN.
    private static void Abort(Socket socket)
    {
        try
        {
            socket.LingerState = new LingerOption(true, 0);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // It is closed already.
        }
    }
}
