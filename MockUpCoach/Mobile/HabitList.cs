namespace UpCoach.MockUpCoach.Mobile;

/// <summary>All habits of the user.</summary>
public sealed record HabitList(IReadOnlyList<Habit> Items);
