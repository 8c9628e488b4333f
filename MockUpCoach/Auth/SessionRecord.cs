namespace UpCoach.MockUpCoach.Auth;

/// <summary>A sign-in: kept in PostgreSQL, cached in Redis.</summary>
/// <param name="Profile">The user.</param>
/// <param name="ClientId">The client that signed in.</param>
/// <param name="Scope">What the user agreed to.</param>
/// <param name="SignedInAt">When the user proved who it is.</param>
/// <param name="Revoked">True after a sign-out or when a stolen refresh token was noticed.</param>
internal sealed record SessionRecord(UserProfile Profile, string ClientId, string Scope, DateTimeOffset SignedInAt, bool Revoked);
