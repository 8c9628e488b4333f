using System.Net;
using System.Net.Sockets;

namespace UpCoach.Hosting.LocalImages;

/// <summary>Asks a question over a connection of its own.</summary>
internal static class TcpProbe
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    /// <summary>Connects to a port of 127.0.0.1 and asks; no connection, no answer and a late answer are false.</summary>
    public static async Task<bool> AskAsync(int port, Func<NetworkStream, CancellationToken, Task<bool>> ask, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Limit);
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, port, limit.Token).ConfigureAwait(false);
            return await ask(client.GetStream(), limit.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is SocketException or IOException or OperationCanceledException)
        {
            cancellation.ThrowIfCancellationRequested();
            return false;
        }
    }
}
