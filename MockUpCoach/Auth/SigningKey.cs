using Microsoft.IdentityModel.Tokens;

namespace UpCoach.MockUpCoach.Auth;

/// <summary>One ES256 key of the ring.</summary>
internal sealed record SigningKey(ECDsaSecurityKey Key, DateTimeOffset CreatedAt);
