namespace UpCoach.MockUpCoach.Auth;

/// <summary>Who is signed in: the answer of <c>GET /api/v1/me</c>.</summary>
public sealed record UserProfile(long Id, string Email, string DisplayName, string Realm, string TimeZone, DateTimeOffset CreatedAt);
