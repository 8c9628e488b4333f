using System.Text.Json.Serialization;

namespace UpCoach.MockUpCoach.Auth;

/// <summary>What a client may discover about a realm (OpenID Connect Discovery 1.0, RFC 8414).</summary>
public sealed record ProviderMetadata(
    [property: JsonPropertyName("issuer")] string Issuer,
    [property: JsonPropertyName("authorization_endpoint")] string AuthorizationEndpoint,
    [property: JsonPropertyName("token_endpoint")] string TokenEndpoint,
    [property: JsonPropertyName("userinfo_endpoint")] string UserInfoEndpoint,
    [property: JsonPropertyName("revocation_endpoint")] string RevocationEndpoint,
    [property: JsonPropertyName("jwks_uri")] string JwksUri,
    [property: JsonPropertyName("scopes_supported")] IReadOnlyList<string> Scopes)
{
    /// <summary>Response types that are supported.</summary>
    [JsonPropertyName("response_types_supported")]
    public IReadOnlyList<string> ResponseTypes { get; } = ["code"];

    /// <summary>How the answer comes back to the client.</summary>
    [JsonPropertyName("response_modes_supported")]
    public IReadOnlyList<string> ResponseModes { get; } = ["query"];

    /// <summary>Grant types that are supported.</summary>
    [JsonPropertyName("grant_types_supported")]
    public IReadOnlyList<string> GrantTypes { get; } = ["authorization_code", "refresh_token"];

    /// <summary>A user has the same identifier for every client.</summary>
    [JsonPropertyName("subject_types_supported")]
    public IReadOnlyList<string> SubjectTypes { get; } = ["public"];

    /// <summary>How id tokens are signed.</summary>
    [JsonPropertyName("id_token_signing_alg_values_supported")]
    public IReadOnlyList<string> IdTokenAlgorithms { get; } = ["ES256"];

    /// <summary>What is told about a user.</summary>
    [JsonPropertyName("claims_supported")]
    public IReadOnlyList<string> Claims { get; } = ["sub", "iss", "aud", "exp", "iat", "auth_time", "nonce", "at_hash", "name", "zoneinfo", "email", "email_verified"];

    /// <summary>How the code challenge may be made.</summary>
    [JsonPropertyName("code_challenge_methods_supported")]
    public IReadOnlyList<string> ChallengeMethods { get; } = ["S256"];

    /// <summary>Clients are public: they have no secret.</summary>
    [JsonPropertyName("token_endpoint_auth_methods_supported")]
    public IReadOnlyList<string> ClientAuthentication { get; } = ["none"];

    /// <summary>Likewise.</summary>
    [JsonPropertyName("revocation_endpoint_auth_methods_supported")]
    public IReadOnlyList<string> RevocationAuthentication { get; } = ["none"];

    /// <summary>Requests come as parameters, not as signed objects.</summary>
    [JsonPropertyName("request_parameter_supported")]
    public bool TakesRequestObjects { get; }

    /// <summary>Likewise; the default would be that they may.</summary>
    [JsonPropertyName("request_uri_parameter_supported")]
    public bool TakesRequestUris { get; }

    /// <summary>The redirect names its issuer (RFC 9207).</summary>
    [JsonPropertyName("authorization_response_iss_parameter_supported")]
    public bool NamesIssuer { get; } = true;
}
