namespace UpCoach.LoadRunners.Scenarios.Client.Messages;

/// <summary>A file that the platform keeps.</summary>
internal sealed record StoredFile(string Id, long Size, string Sha256);
