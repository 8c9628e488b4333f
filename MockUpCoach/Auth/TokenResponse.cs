using System.Text.Json.Serialization;

namespace UpCoach.MockUpCoach.Auth;

/// <summary>A successful answer of the token endpoint (RFC 6749 section 5.1, OpenID Connect Core 1.0 section 3.1.3.3).</summary>
public sealed record TokenResponse(
    [property: JsonPropertyName("access_token")] string AccessToken,
    [property: JsonPropertyName("token_type")] string TokenType,
    [property: JsonPropertyName("expires_in")] int ExpiresInSeconds,
    [property: JsonPropertyName("refresh_token"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? RefreshToken,
    [property: JsonPropertyName("id_token"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? IdToken,
    [property: JsonPropertyName("scope")] string Scope);
