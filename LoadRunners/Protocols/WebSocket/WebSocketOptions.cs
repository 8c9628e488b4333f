using UpCoach.LoadRunners.Protocols.Delivery;

namespace UpCoach.LoadRunners.Protocols.WebSocket;

/// <summary>How a virtual user speaks WebSocket.</summary>
public sealed record WebSocketOptions
{
    /// <summary>Gets path and query, relative to the user's target; or an absolute address (ws, wss, http or https).</summary>
    public required string Path { get; init; }

    /// <summary>Gets the <c>name</c> tag; never with an id in it.</summary>
    public required string Name { get; init; }

    /// <summary>Gets more headers of the upgrade.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Gets the token of the Authorization header; null for none.</summary>
    public string? BearerToken { get; init; }

    /// <summary>Gets the subprotocols to offer.</summary>
    public IReadOnlyList<string> SubProtocols { get; init; } = [];

    /// <summary>Gets what finds the server's stamp in messages.</summary>
    /// <value>Null (the default) counts messages only.</value>
    public IMessageReader? Reader { get; init; }

    /// <summary>Gets the server's clock, shared by all users of a server.</summary>
    /// <value>Null (the default) takes the server's clock as this one's.</value>
    public ServerClock? ServerClock { get; init; }

    /// <summary>Gets how the server is asked for its time after a connect, if <see cref="ServerClock"/> is stale.</summary>
    /// <value>Null by default: never.</value>
    public IClockExchange? ClockExchange { get; init; }

    /// <summary>Gets when to connect again after the connection was lost.</summary>
    /// <value>Null (the default): never.</value>
    public BackOff? Reconnect { get; init; }

    /// <summary>Gets the path to connect to again, made from the highest sequence number received.</summary>
    /// <value>Null (the default) takes <see cref="Path"/>.</value>
    public Func<long, string>? ResumePath { get; init; }

    /// <summary>Gets the text to send first on a connection made again, made from the highest sequence number received.</summary>
    /// <value>Null by default: none.</value>
    public Func<long, ReadOnlyMemory<byte>>? ResumeMessage { get; init; }

    /// <summary>Gets how long a connect may take, upgrade and clock exchange included.</summary>
    /// <value>10 s by default.</value>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets how long an answer may take.</summary>
    /// <value>60 s by default.</value>
    public TimeSpan ExchangeTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Gets how long to wait for the server's part of the closing.</summary>
    /// <value>2 s by default.</value>
    public TimeSpan CloseTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Gets the longest message taken; a longer one ends the connection with 1009.</summary>
    /// <value>1 MiB by default.</value>
    public int MaxMessageBytes { get; init; } = 1024 * 1024;

    /// <summary>Gets whether any certificate is taken: k6's <c>insecureSkipTLSVerify</c>.</summary>
    public bool SkipTlsVerify { get; init; }
}
