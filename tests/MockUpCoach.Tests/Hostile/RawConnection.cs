using System.Net.Sockets;
using System.Text;

namespace UpCoach.MockUpCoach.Tests.Hostile;

/// <summary>A connection on which a test sends what no HTTP client would.</summary>
internal sealed class RawConnection : IDisposable
{
    private readonly TcpClient socket;

    private RawConnection(TcpClient socket) => this.socket = socket;

    public static async Task<RawConnection> OpenAsync(ApiInstance api)
    {
        var socket = new TcpClient { NoDelay = true };
        await socket.ConnectAsync(api.Address.Host, api.Address.Port, TestContext.Current.CancellationToken);
        return new RawConnection(socket);
    }

    /// <summary>Sends text as it is, one byte a character, and gives the status of the answer on a connection of its own.</summary>
    public static async Task<int> StatusAsync(ApiInstance api, string text)
    {
        using var connection = await OpenAsync(api);
        await connection.SendAsync(text);
        return await connection.ReadStatusAsync();
    }

    /// <summary>Sends text; false if the other side no longer listens.</summary>
    public async Task<bool> SendAsync(string text)
    {
        try
        {
            await socket.GetStream().WriteAsync(Encoding.Latin1.GetBytes(text), TestContext.Current.CancellationToken);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Gives the status of the answer; 0 if the connection was closed without one.</summary>
    public async Task<int> ReadStatusAsync()
    {
        using var reader = new StreamReader(socket.GetStream(), Encoding.Latin1, leaveOpen: true);
        var line = await ReadLineAsync(reader);
        return line?.Split(' ') is [_, { Length: 3 } status, ..] ? int.Parse(status, System.Globalization.CultureInfo.InvariantCulture) : 0;
    }

    /// <summary>Waits until the other side has closed the connection.</summary>
    public async Task ReadToEndAsync()
    {
        try
        {
            using var reader = new StreamReader(socket.GetStream(), Encoding.Latin1, leaveOpen: true);
            await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
        }
        catch (IOException)
        {
            // Reset: closed all the same.
        }
    }

    public void Dispose() => socket.Dispose();

    private static async Task<string?> ReadLineAsync(StreamReader reader)
    {
        try
        {
            return await reader.ReadLineAsync(TestContext.Current.CancellationToken);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
