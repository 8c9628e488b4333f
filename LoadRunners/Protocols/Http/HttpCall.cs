namespace UpCoach.LoadRunners.Protocols.Http;

/// <summary>A request to send. Made once and sent often, it costs nothing.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">Path and query, relative to the target; or an absolute address.</param>
/// <param name="Name">The <c>name</c> tag; never with an id in it.</param>
public sealed record HttpCall(HttpMethod Method, string Path, string Name)
{
    /// <summary>Gets the body; empty for none.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Gets a body that is read while it is sent, once, and disposed by the caller; null if the body is <see cref="Body"/>.</summary>
    public Stream? BodyStream { get; init; }

    /// <summary>Gets the length of <see cref="BodyStream"/>.</summary>
    /// <value>Null (the default) sends it in chunks.</value>
    public long? BodyStreamLength { get; init; }

    /// <summary>Gets the body's type; null if there is no body.</summary>
    public string? ContentType { get; init; }

    /// <summary>Gets more headers.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Gets the statuses that don't count as failed.</summary>
    /// <value>Null for k6's default: 200 to 399.</value>
    public Func<int, bool>? IsExpected { get; init; }

    /// <summary>Gets how many redirects are followed.</summary>
    /// <value>Null for what the plan says; 0 for none.</value>
    public int? MaxRedirects { get; init; }

    /// <summary>Gets whether the response's body is kept, or read and thrown away.</summary>
    /// <value>Null for what the plan says.</value>
    public bool? KeepsBody { get; init; }
}
