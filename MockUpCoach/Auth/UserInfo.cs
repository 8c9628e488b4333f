using System.Text.Json.Serialization;

namespace UpCoach.MockUpCoach.Auth;

/// <summary>What a client may know of the user, by the scopes that were agreed to (OpenID Connect Core 1.0 sections 5.1 and 5.4).</summary>
public sealed record UserInfo(
    [property: JsonPropertyName("sub")] string Subject,
    [property: JsonPropertyName("name"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Name,
    [property: JsonPropertyName("zoneinfo"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? TimeZone,
    [property: JsonPropertyName("email"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Email,
    [property: JsonPropertyName("email_verified"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? EmailVerified);
