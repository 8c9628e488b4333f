namespace UpCoach.MockUpCoach.Mobile;

/// <summary>Something the user wants to reach.</summary>
/// <param name="Id">The goal.</param>
/// <param name="Title">What.</param>
/// <param name="Progress">0 to 1.</param>
/// <param name="TargetDate">By when.</param>
public sealed record Goal(long Id, string Title, double Progress, DateOnly TargetDate);
