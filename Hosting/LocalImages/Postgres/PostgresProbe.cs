using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace UpCoach.Hosting.LocalImages.Postgres;

/// <summary>Asks what <c>pg_isready</c> asks: does the server, primary or standby, accept a connection?</summary>
/// <remarks>
/// A startup message is sent; a request to authenticate (<c>R</c>) or any error but 57P03 (cannot_connect_now: starting, stopping or
/// recovering) is a yes. PostgreSQL documentation, chapter "Frontend/Backend Protocol", message formats.
/// A server that is starting says so in its pid file, too; asking it then would only fill its log with refusals.
/// </remarks>
/// <param name="port">The server's port.</param>
/// <param name="pidFile">Its <c>postmaster.pid</c>, which need not exist.</param>
internal sealed class PostgresProbe(int port, string pidFile) : IReadinessProbe
{
    private const int ProtocolVersion3 = 3 << 16;

    /// <inheritdoc/>
    public Task<bool> IsReadyAsync(CancellationToken cancellation) =>
        IsStarting() ? Task.FromResult(false) : TcpProbe.AskAsync(port, AskAsync, cancellation);

    /// <summary>Reads the answer to a startup message.</summary>
    public static bool IsAccepting(ReadOnlySpan<byte> answer) => answer switch
    {
        [(byte)'R', ..] => true,
        [(byte)'E', ..] => answer.IndexOf("C57P03\0"u8) < 0,
        _ => false,
    };

    private static async Task<bool> AskAsync(NetworkStream stream, CancellationToken cancellation)
    {
        await stream.WriteAsync(StartupMessage(), cancellation).ConfigureAwait(false);
        var answer = new byte[1024];
        var length = await stream.ReadAsync(answer, cancellation).ConfigureAwait(false);
        return IsAccepting(answer.AsSpan(0, length));
    }

    // The eighth line: starting, standby (recovering, no connections yet), ready or stopping.
    private bool IsStarting()
    {
        try
        {
            return File.ReadLines(pidFile).Skip(7).FirstOrDefault() is { } status && !status.StartsWith("ready", StringComparison.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static byte[] StartupMessage()
    {
        var parameters = Encoding.ASCII.GetBytes("user\0postgres\0database\0postgres\0\0");
        var message = new byte[8 + parameters.Length];
        BinaryPrimitives.WriteInt32BigEndian(message, message.Length);
        BinaryPrimitives.WriteInt32BigEndian(message.AsSpan(4), ProtocolVersion3);
        parameters.CopyTo(message, 8);
        return message;
    }
}
