using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace UpCoach.Testing;

/// <summary>A connection on which a test sends what no HTTP client would.</summary>
public sealed class RawConnection : IDisposable
{
    private readonly TcpClient socket;

    private RawConnection(TcpClient socket) => this.socket = socket;

    public static async Task<RawConnection> OpenAsync(Uri server, CancellationToken stop)
    {
        var socket = new TcpClient { NoDelay = true };
        await socket.ConnectAsync(server.Host, server.Port, stop);
        return new RawConnection(socket);
    }

    /// <summary>Sends text as it is, one byte a character, and gives the status of the answer on a connection of its own.</summary>
    public static async Task<int> StatusAsync(Uri server, string text, CancellationToken stop)
    {
        using var connection = await OpenAsync(server, stop);
        await connection.SendAsync(text, stop);
        return await connection.ReadStatusAsync(stop);
    }

    /// <summary>Sends text; false if the other side no longer listens.</summary>
    public async Task<bool> SendAsync(string text, CancellationToken stop)
    {
        try
        {
            await socket.GetStream().WriteAsync(Encoding.Latin1.GetBytes(text), stop);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Gives the status of the answer; 0 if the connection was closed without one.</summary>
    public async Task<int> ReadStatusAsync(CancellationToken stop)
    {
        using var reader = Reader();
        var line = await ReadLineAsync(reader, stop);
        return line?.Split(' ') is [_, { Length: 3 } status, ..] ? int.Parse(status, CultureInfo.InvariantCulture) : 0;
    }

    /// <summary>Waits until the other side has closed the connection.</summary>
    public async Task ReadToEndAsync(CancellationToken stop)
    {
        try
        {
            using var reader = Reader();
            await reader.ReadToEndAsync(stop);
        }
        catch (IOException)
        {
            // Reset: closed all the same.
        }
    }

    public void Dispose() => socket.Dispose();

    private StreamReader Reader() => new(socket.GetStream(), Encoding.Latin1, leaveOpen: true);

    private static async Task<string?> ReadLineAsync(StreamReader reader, CancellationToken stop)
    {
        try
        {
            return await reader.ReadLineAsync(stop);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
