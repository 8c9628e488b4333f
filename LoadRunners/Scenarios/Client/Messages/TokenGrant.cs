using System.Text.Json.Serialization;

namespace UpCoach.LoadRunners.Scenarios.Client.Messages;

/// <summary>What the token endpoint grants (RFC 6749, 5.1).</summary>
internal sealed record TokenGrant(
    [property: JsonPropertyName("access_token")] string AccessToken,
    [property: JsonPropertyName("token_type")] string TokenType,
    [property: JsonPropertyName("expires_in")] int ExpiresInSeconds,
    [property: JsonPropertyName("refresh_token")] string RefreshToken);
