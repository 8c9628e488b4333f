namespace UpCoach.LoadRunners.Scenarios.Client.Messages;

/// <summary>A recorded check-in.</summary>
internal sealed record CheckIn(long Id, long HabitId, DateOnly Date, DateTimeOffset RecordedAt, string? Note = null);
