namespace UpCoach.CdnEdge.Caching.Storage;

/// <summary>What a stored answer is an answer to: the target of a GET request.</summary>
/// <remarks>The scheme is left out: the node and its origins speak clear text behind whatever ends TLS, and serve the same under both.</remarks>
/// <param name="Host">As the client named it, compared without case.</param>
/// <param name="Path">Decoded, so that two spellings of one path are one key.</param>
/// <param name="Query">As sent, with its question mark; empty without one.</param>
/// <param name="Variant">What the node made of the origin's answer, such as <c>avif-640</c>; null for the answer itself.</param>
internal readonly record struct CacheKey(string Host, string Path, string Query, string? Variant = null)
{
    /// <summary>The key of a request.</summary>
    public static CacheKey Of(HttpRequest request)
        => new(request.Host.Value ?? "", request.Path.Value ?? "/", request.QueryString.Value ?? "");

    /// <summary>The key of another target on the same host; null where the reference leads elsewhere or is none.</summary>
    public CacheKey? Sibling(string reference)
    {
        if (!Uri.TryCreate($"http://{Host}{new PathString(Path).ToUriComponent()}", UriKind.Absolute, out var here)) return null;
        if (!Uri.TryCreate(here, reference, out var target) || !target.Authority.Equals(here.Authority, StringComparison.OrdinalIgnoreCase)) return null;
        return new CacheKey(Host, PathString.FromUriComponent(target).Value ?? "/", target.Query);
    }

    /// <summary>Says whether this is the other's target, whatever the variant.</summary>
    public bool IsVariantOf(in CacheKey other)
        => Path == other.Path && Query == other.Query && Host.Equals(other.Host, StringComparison.OrdinalIgnoreCase);

    public bool Equals(CacheKey other) => Variant == other.Variant && IsVariantOf(other);

    public override int GetHashCode()
        => HashCode.Combine(StringComparer.OrdinalIgnoreCase.GetHashCode(Host), Path, Query, Variant);
}
