namespace UpCoach.LoadRunners.Scenarios.Accounts;

/// <summary>A code that the identity provider gave, and the secret that proves who asked for it.</summary>
internal sealed record AuthorizationCode(string Code, string Verifier);
