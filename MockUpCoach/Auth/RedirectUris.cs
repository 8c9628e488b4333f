namespace UpCoach.MockUpCoach.Auth;

/// <summary>Which client may take its code where.</summary>
internal static class RedirectUris
{
    private static readonly string[] WebPaths = ["/app", "/app/", "/app/callback", "/dashboard", "/dashboard/", "/dashboard/callback"];

    public static bool IsClient(AuthOptions options, string? clientId) => clientId is not null && (clientId == options.ClientId || clientId == options.WebClientId);

    /// <summary>Compares letter by letter; only the port of a loopback address is free, because nobody knows it before (RFC 8252 section 7.3).</summary>
    public static bool IsRegistered(AuthOptions options, string clientId, string? redirectUri)
    {
        if (redirectUri is null)
            return false;
        if (clientId == options.ClientId)
            return redirectUri == options.RedirectUri;
        return WebPaths.Any(path => redirectUri == options.Origin + path || (LoopbackOrigin(redirectUri) is { } origin && redirectUri == origin + path));
    }

    // Rebuilt from its parts: what the parser forgave (user info, backslashes, odd cases) then differs from the text and is refused.
    private static string? LoopbackOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri is { Scheme: "http", Host: "127.0.0.1" or "[::1]" or "localhost" }
            ? $"http://{uri.Authority}"
            : null;
}
