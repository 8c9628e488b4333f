namespace UpCoach.LoadRunners.Engine.Plans;

/// <summary>What a plan says about HTTP: k6's options of these names, and the protocol's version.</summary>
public sealed record HttpPlanOptions
{
    /// <summary>Gets the options of a plan that says nothing.</summary>
    public static HttpPlanOptions Default { get; } = new();

    /// <summary>Gets whether any server certificate is accepted: <c>insecureSkipTLSVerify</c>.</summary>
    /// <value>False by default.</value>
    public bool InsecureSkipTlsVerify { get; init; }

    /// <summary>Gets whether each request has a connection of its own: <c>noConnectionReuse</c>.</summary>
    /// <value>False by default.</value>
    public bool NoConnectionReuse { get; init; }

    /// <summary>Gets whether each iteration has connections of its own: <c>noVUConnectionReuse</c>.</summary>
    /// <value>False by default.</value>
    public bool NoVuConnectionReuse { get; init; }

    /// <summary>Gets how many redirects a request follows: <c>maxRedirects</c>. A call may say less or more.</summary>
    /// <value>10 by default, as k6; 0 to 100.</value>
    public int MaxRedirects { get; init; } = 10;

    /// <summary>Gets the User-Agent header: <c>userAgent</c>.</summary>
    /// <value>Null, the default, for the client's own; empty for none.</value>
    public string? UserAgent { get; init; }

    /// <summary>Gets whether bodies are read and thrown away: <c>discardResponseBodies</c>.</summary>
    /// <value>False by default.</value>
    public bool DiscardResponseBodies { get; init; }

    /// <summary>Gets whether a user's cookies outlive its iteration: <c>noCookiesReset</c>.</summary>
    /// <value>False by default: each iteration begins with an empty jar.</value>
    public bool NoCookiesReset { get; init; }

    /// <summary>Gets the version of HTTP that is spoken: <c>httpVersion</c>. Ours.</summary>
    /// <value>1.1 by default, or 2.0.</value>
    public Version HttpVersion { get; init; } = System.Net.HttpVersion.Version11;
}
