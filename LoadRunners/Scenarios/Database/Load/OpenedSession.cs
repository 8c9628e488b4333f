namespace UpCoach.LoadRunners.Scenarios.Database.Load;

/// <summary>A session that the scenario opened, and its newest refresh token.</summary>
/// <param name="Id">The session.</param>
/// <param name="UserId">Whose it is.</param>
/// <param name="TokenHash">What the table knows the token by.</param>
internal sealed record OpenedSession(Guid Id, long UserId, byte[] TokenHash);
