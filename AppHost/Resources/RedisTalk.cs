using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace UpCoach.AppHost.Resources;

/// <summary>A connection to a Redis server for the few commands that the lab itself gives.</summary>
internal sealed class RedisTalk : IDisposable
{
    private readonly TcpClient _client;
    private readonly StreamReader _reader;

    private RedisTalk(TcpClient client)
    {
        _client = client;

        // One byte is one character, as the lengths in answers count.
        _reader = new StreamReader(client.GetStream(), Encoding.Latin1);
    }

    /// <summary>Connects and signs in.</summary>
    public static async Task<RedisTalk> OpenAsync(string host, int port, string password, CancellationToken stop)
    {
        var client = new TcpClient();
        try
        {
            await client.ConnectAsync(host, port, stop).ConfigureAwait(false);
            var talk = new RedisTalk(client);
            await talk.AskAsync($"AUTH {password}", stop).ConfigureAwait(false);
            return talk;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>Sends a command of words without blanks and gives the answer, a text or number.</summary>
    /// <exception cref="InvalidOperationException">The server refused it; the message holds its reason, never the command.</exception>
    public async Task<string> AskAsync(string command, CancellationToken stop)
    {
        await _client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(command + "\r\n"), stop).ConfigureAwait(false);
        var answer = await _reader.ReadLineAsync(stop).ConfigureAwait(false) ?? throw new IOException("The Redis server has closed the connection.");
        return answer switch
        {
            ['+' or ':', .. var text] => text,
            ['$', .. var length] => await ReadAsync(int.Parse(length, CultureInfo.InvariantCulture), stop).ConfigureAwait(false),
            _ => throw new InvalidOperationException($"The Redis server refused: {answer}"),
        };
    }

    public void Dispose()
    {
        _reader.Dispose();
        _client.Dispose();
    }

    private async Task<string> ReadAsync(int length, CancellationToken stop)
    {
        var text = new char[length + 2];
        await _reader.ReadBlockAsync(text, stop).ConfigureAwait(false);
        return new string(text, 0, length);
    }
}
