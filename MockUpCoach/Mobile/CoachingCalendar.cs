namespace UpCoach.MockUpCoach.Mobile;

/// <summary>The coaching sessions of some days.</summary>
/// <param name="From">The first day, in the user's time zone.</param>
/// <param name="To">The last day.</param>
/// <param name="Items">In order of time; may be empty.</param>
public sealed record CoachingCalendar(DateOnly From, DateOnly To, IReadOnlyList<CoachingSession> Items);
