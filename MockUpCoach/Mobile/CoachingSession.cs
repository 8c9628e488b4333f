namespace UpCoach.MockUpCoach.Mobile;

/// <summary>A talk with a coach.</summary>
public sealed record CoachingSession(long Id, string Coach, DateTimeOffset StartsAt, int DurationMinutes, string Topic);
