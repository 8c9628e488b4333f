namespace UpCoach.LoadRunners.Protocols.WebSocket;

/// <summary>Turns a stream into a WebSocket.</summary>
internal static class UpgradeHandshake
{
    private const int MaxHeadBytes = 16 * 1024;

    /// <summary>Sends the request and reads the answer; what follows the answer stays in the buffer.</summary>
    /// <returns>Bytes sent, bytes received and the subprotocol.</returns>
    /// <exception cref="IOException">The server does not agree.</exception>
    public static async Task<(int Sent, int Received, string? Protocol)> RunAsync(
        Stream stream, ReceiveBuffer buffer, Uri uri, WebSocketOptions options, CancellationToken stop)
    {
        var request = UpgradeRequest.Of(uri, options);
        await stream.WriteAsync(request.Octets, stop).ConfigureAwait(false);
        var received = 0;
        while (true)
        {
            var end = buffer.Unread.Span.IndexOf("\r\n\r\n"u8);
            if (end >= 0)
            {
                var answer = UpgradeAnswer.Read(buffer.Unread[..end]);
                if (answer.Refusal(request.Accept, options.SubProtocols) is { } refusal) throw new IOException($"the upgrade was refused: {refusal}");
                buffer.Advance(end + 4);
                return (request.Octets.Length, received, answer.Protocol);
            }

            if (buffer.Unread.Length >= MaxHeadBytes) throw new IOException("the answer to the upgrade does not end");
            var read = await stream.ReadAsync(buffer.Room(buffer.Unread.Length + 1), stop).ConfigureAwait(false);
            if (read == 0) throw new IOException("the server closed the connection instead of upgrading it");
            buffer.Filled(read);
            received += read;
        }
    }
}
