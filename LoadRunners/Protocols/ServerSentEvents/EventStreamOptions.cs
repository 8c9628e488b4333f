using UpCoach.LoadRunners.Protocols.Delivery;

namespace UpCoach.LoadRunners.Protocols.ServerSentEvents;

/// <summary>How a virtual user follows an event stream.</summary>
public sealed record EventStreamOptions
{
    /// <summary>Gets path and query, relative to the user's target; or an absolute address.</summary>
    public required string Path { get; init; }

    /// <summary>Gets the <c>name</c> tag; never with an id in it.</summary>
    public required string Name { get; init; }

    /// <summary>Gets more headers.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Gets the token of the Authorization header; null for none.</summary>
    public string? BearerToken { get; init; }

    /// <summary>Gets what finds the server's stamp in the data of an event.</summary>
    /// <value>Null (the default) takes an event's id as its sequence number if it is a whole number.</value>
    public IMessageReader? Reader { get; init; }

    /// <summary>Gets the server's clock, shared by all users of a server.</summary>
    /// <value>Null (the default) takes the server's clock as this one's.</value>
    public ServerClock? ServerClock { get; init; }

    /// <summary>Gets where the events of all users are compared.</summary>
    /// <value>Null by default: they are not.</value>
    public ConsistencyLedger? Ledger { get; init; }

    /// <summary>Gets when to connect again. The server's retry hint takes the place of its first delay.</summary>
    /// <value>As a browser by default, without end; null for never.</value>
    public BackOff? Reconnect { get; init; } = new() { First = TimeSpan.FromSeconds(1) };

    /// <summary>Gets how long the head of a response may take.</summary>
    /// <value>10 s by default.</value>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);
}
