namespace UpCoach.MockUpCoach.Mobile;

/// <summary>The coaching sessions of one day.</summary>
/// <param name="Date">The day in the user's time zone.</param>
/// <param name="Sessions">In order of time; may be empty.</param>
public sealed record CoachingDay(DateOnly Date, IReadOnlyList<CoachingSession> Sessions);
