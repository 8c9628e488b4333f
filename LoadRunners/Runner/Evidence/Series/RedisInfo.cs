using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using StackExchange.Redis;
using UpCoach.LoadRunners.Protocols.Redis;

namespace UpCoach.LoadRunners.Runner.Evidence.Series;

/// <summary>Redis' INFO over a connection of its own, on the calling thread: no client library works beside it, so its cost is measured too.</summary>
/// <remarks>Two commands of RESP 2, sent inline: <c>AUTH user password</c> and <c>INFO</c>. TLS is not spoken.</remarks>
internal sealed class RedisInfo(EndPoint address, string? user, string? password) : IDisposable
{
    private const int PatienceMs = 2000;
    private TcpClient? _client;
    private StreamReader? _reader;

    /// <summary>Names the servers of a connection string as StackExchange.Redis reads it.</summary>
    /// <exception cref="ArgumentException">It is no such string, or asks for TLS.</exception>
    public static IEnumerable<(EndPoint Address, RedisInfo Info)> Of(string connectionString)
    {
        var options = ConfigurationOptions.Parse(connectionString);
        if (options.Ssl) throw new ArgumentException("Redis is only looked at without TLS");
        return options.EndPoints.Select(address => (address, new RedisInfo(address, options.User, options.Password)));
    }

    /// <summary>Asks for all sections.</summary>
    /// <exception cref="IOException">The server can't be reached, or refuses.</exception>
    /// <exception cref="SocketException">As there.</exception>
    public IReadOnlyDictionary<string, string> Read()
    {
        try
        {
            Connect();
            return RedisInfoReader.Read(Ask("INFO"));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _reader?.Dispose();
        _client?.Dispose();
        (_client, _reader) = (null, null);
    }

    private void Connect()
    {
        if (_client is not null) return;
        var client = new TcpClient { NoDelay = true, ReceiveTimeout = PatienceMs, SendTimeout = PatienceMs };
        _client = client;
        var (host, port) = address switch
        {
            IPEndPoint ip => (ip.Address.ToString(), ip.Port),
            DnsEndPoint dns => (dns.Host, dns.Port),
            _ => throw new IOException("Redis is only looked at over TCP"),
        };
        using var patience = new CancellationTokenSource(PatienceMs);
        client.ConnectAsync(host, port, patience.Token).AsTask().GetAwaiter().GetResult();
        _reader = new StreamReader(client.GetStream(), Encoding.UTF8);
        if (!string.IsNullOrEmpty(password)) _ = user is { Length: > 0 } ? Ask("AUTH", user, password) : Ask("AUTH", password);
    }

    private string Ask(params string[] words)
    {
        var command = new StringBuilder().Append(CultureInfo.InvariantCulture, $"*{words.Length}\r\n");
        foreach (var word in words) command.Append(CultureInfo.InvariantCulture, $"${Encoding.UTF8.GetByteCount(word)}\r\n{word}\r\n");
        _client!.GetStream().Write(Encoding.UTF8.GetBytes(command.ToString()));
        var head = _reader!.ReadLine() ?? throw new IOException("Redis closed the connection");
        if (head.StartsWith('-')) throw new IOException($"Redis refused {words[0]}: {head[1..]}");
        if (!head.StartsWith('$')) return head;

        // INFO is ASCII but for what somebody may have named: characters are counted as bytes where they are bytes.
        var length = int.Parse(head.AsSpan(1), CultureInfo.InvariantCulture) + 2;
        var text = new StringBuilder(length);
        var buffer = new char[1024];
        for (var bytes = 0; bytes < length;)
        {
            var read = _reader.Read(buffer, 0, Math.Min(buffer.Length, length - bytes));
            if (read == 0) throw new IOException("Redis closed the connection");
            bytes += Encoding.UTF8.GetByteCount(buffer, 0, read);
            text.Append(buffer, 0, read);
        }

        return text.ToString();
    }
}
