using System.Buffers;

namespace UpCoach.LoadRunners.Protocols.Http;

/// <summary>Where a request goes: a server, and a path with its query as it goes over the wire.</summary>
internal readonly record struct HttpAddress(HttpOrigin Origin, string PathAndQuery)
{
    // What needs neither escaping nor tidying: a path of these, without dot segments, is taken as it is.
    private static readonly SearchValues<char> s_plain =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=:@/?%");

    public Uri Uri => new(Origin.Base, PathAndQuery);

    /// <summary>Says whether a path can go over the wire as it stands.</summary>
    public static bool IsPlain(string path) =>
        path.Length > 0 && path[0] == '/' && !path.StartsWith("//", StringComparison.Ordinal)
        && !path.AsSpan().ContainsAnyExcept(s_plain) && !path.Contains("/.", StringComparison.Ordinal);
}
