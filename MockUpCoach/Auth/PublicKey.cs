using System.Text.Json.Serialization;

namespace UpCoach.MockUpCoach.Auth;

/// <summary>The public half of an ES256 key (RFC 7518 section 6.2).</summary>
public sealed record PublicKey(
    [property: JsonPropertyName("kid")] string Id,
    [property: JsonPropertyName("x")] string X,
    [property: JsonPropertyName("y")] string Y)
{
    /// <summary>Elliptic curve.</summary>
    [JsonPropertyName("kty")]
    public string Type { get; } = "EC";

    /// <summary>The curve.</summary>
    [JsonPropertyName("crv")]
    public string Curve { get; } = "P-256";

    /// <summary>The key signs.</summary>
    [JsonPropertyName("use")]
    public string Use { get; } = "sig";

    /// <summary>The algorithm.</summary>
    [JsonPropertyName("alg")]
    public string Algorithm { get; } = "ES256";
}
