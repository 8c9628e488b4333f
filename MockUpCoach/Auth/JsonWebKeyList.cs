using System.Text.Json.Serialization;

namespace UpCoach.MockUpCoach.Auth;

/// <summary>A JSON Web Key Set (RFC 7517).</summary>
public sealed record JsonWebKeyList([property: JsonPropertyName("keys")] IReadOnlyList<PublicKey> Keys);
