namespace UpCoach.LoadRunners.Scenarios.Client.Messages;

/// <summary>A habit; its streak counts how often in a row it was kept.</summary>
internal sealed record Habit(long Id, string Name, string Cadence, int Streak);
