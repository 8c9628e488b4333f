namespace UpCoach.LoadRunners.Scenarios.Client.Messages;

/// <summary>The coaching sessions of a day.</summary>
internal sealed record CoachingDay(DateOnly Date, IReadOnlyList<CoachingSession> Sessions);
