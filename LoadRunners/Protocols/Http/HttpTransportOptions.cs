namespace UpCoach.LoadRunners.Protocols.Http;

/// <summary>How a process speaks HTTP, besides what its plan says.</summary>
public sealed record HttpTransportOptions
{
    /// <summary>Gets how long a request may take.</summary>
    /// <value>60 s by default, as k6.</value>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Gets how long a connect may take, TLS and all.</summary>
    /// <value>10 s by default.</value>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets the greatest body that is read; a longer one is a failed request.</summary>
    /// <value>16 MiB by default.</value>
    public int MaxBodyBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>Gets the greatest head of a response that is read.</summary>
    /// <value>64 KiB by default.</value>
    public int MaxHeadBytes { get; init; } = 64 * 1024;

    /// <summary>Gets whether gzip, deflate and brotli are asked for. A body that comes so is undone in any case.</summary>
    /// <value>False by default: sizes are those of the wire.</value>
    public bool Decompress { get; init; }

    /// <summary>Gets whose the connections are.</summary>
    /// <value>Each virtual user's own by default, as k6.</value>
    public ConnectionSharing Connections { get; init; }

    /// <summary>Gets who speaks HTTP/1.1; HTTP/2 is the runtime's client in any case.</summary>
    /// <value>The lean client by default.</value>
    public HttpClientKind Client { get; init; }

    /// <summary>Gets what carries the lean client's connections.</summary>
    /// <value>The fastest that the system has, by default.</value>
    public ConnectionEngine Engine { get; init; }
}
