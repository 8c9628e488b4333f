namespace UpCoach.MockUpCoach.Auth.Passwords;

/// <summary>A user who can sign in with a password.</summary>
internal sealed record Account(long UserId, PasswordHash Hash);
