using System.Net.Sockets;

namespace UpCoach.Hosting.LocalImages.Redis;

/// <summary>Asks the server PING. A demand for a password is a yes; loading its data (<c>-LOADING</c>) is not.</summary>
internal sealed class RedisProbe(int port) : IReadinessProbe
{
    /// <inheritdoc/>
    public Task<bool> IsReadyAsync(CancellationToken cancellation) => TcpProbe.AskAsync(port, AskAsync, cancellation);

    /// <summary>Reads the answer to PING.</summary>
    public static bool IsAlive(ReadOnlySpan<byte> answer) => answer.StartsWith("+PONG"u8) || answer.StartsWith("-NOAUTH"u8);

    private static async Task<bool> AskAsync(NetworkStream stream, CancellationToken cancellation)
    {
        await stream.WriteAsync("PING\r\n"u8.ToArray(), cancellation).ConfigureAwait(false);
        var answer = new byte[256];
        var length = await stream.ReadAsync(answer, cancellation).ConfigureAwait(false);
        return IsAlive(answer.AsSpan(0, length));
    }
}
