namespace UpCoach.MockUpCoach.Mobile;

/// <summary>All goals of the user.</summary>
public sealed record GoalList(IReadOnlyList<Goal> Items);
