namespace UpCoach.LoadRunners.Scenarios.Client.Messages;

/// <summary>A session with a coach.</summary>
internal sealed record CoachingSession(long Id, string Coach, DateTimeOffset StartsAt, int DurationMinutes, string Topic);
