using System.Text.Json.Serialization;

namespace UpCoach.MockUpCoach.Auth;

/// <summary>An error of the token endpoint (RFC 6749 section 5.2).</summary>
/// <param name="Error">The code.</param>
/// <param name="Description">A sentence for the developer of the client.</param>
public sealed record OAuthError(
    [property: JsonPropertyName("error")] string Error,
    [property: JsonPropertyName("error_description")] string Description)
{
    internal static readonly OAuthError InvalidCode = new("invalid_grant", "The code is unknown, expired, used, or was issued to another client.");
    internal static readonly OAuthError InvalidVerifier = new("invalid_grant", "The code verifier does not match the challenge.");
    internal static readonly OAuthError InvalidRefreshToken = new("invalid_grant", "The refresh token is unknown, expired, used or revoked.");
    internal static readonly OAuthError InvalidClient = new("invalid_client", "The client is not registered.");
    internal static readonly OAuthError UnsupportedGrant = new("unsupported_grant_type", "Use authorization_code or refresh_token.");

    internal static readonly OAuthError InvalidScope = new("invalid_scope", "More is asked for than the user agreed to.");

    internal static OAuthError Missing(string parameter) => new("invalid_request", $"The parameter {parameter} is missing or given twice.");
}
