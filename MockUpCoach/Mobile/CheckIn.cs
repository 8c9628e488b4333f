namespace UpCoach.MockUpCoach.Mobile;

/// <summary>A habit kept on a day.</summary>
public sealed record CheckIn(long Id, long HabitId, DateOnly Date, string? Note, DateTimeOffset RecordedAt);
