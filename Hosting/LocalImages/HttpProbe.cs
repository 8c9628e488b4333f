using System.Net.Sockets;
using System.Text;

namespace UpCoach.Hosting.LocalImages;

/// <summary>Asks for a page of a server; an answer of 200 is a yes.</summary>
internal sealed class HttpProbe(int port, string path) : IReadinessProbe
{
    /// <inheritdoc/>
    public Task<bool> IsReadyAsync(CancellationToken cancellation) => TcpProbe.AskAsync(port, AskAsync, cancellation);

    // HTTP/1.0 ends with the answer, and needs no client that pools connections to a server that may be gone.
    private async Task<bool> AskAsync(NetworkStream stream, CancellationToken cancellation)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n"), cancellation).ConfigureAwait(false);
        var answer = new byte[64];
        var length = await stream.ReadAtLeastAsync(answer, 12, throwOnEndOfStream: false, cancellation).ConfigureAwait(false);
        return Encoding.ASCII.GetString(answer, 0, length).StartsWith("HTTP/1.", StringComparison.Ordinal)
            && answer.AsSpan(8, 4).SequenceEqual(" 200"u8);
    }
}
