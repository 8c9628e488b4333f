namespace UpCoach.LoadRunners.Protocols.Http.Sockets;

/// <summary>A connection that a request had made for it.</summary>
/// <param name="Took">How long TCP took.</param>
/// <param name="At">When TCP was there, as a timestamp.</param>
internal sealed record Connected(TimeSpan Took, long At)
{
    /// <summary>The request's option that carries it.</summary>
    public static readonly HttpRequestOptionsKey<Connected> Key = new("upcoach.connect");

    /// <summary>Gets or sets how long TLS took.</summary>
    public TimeSpan Tls { get; set; }
}
