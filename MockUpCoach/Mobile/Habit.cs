namespace UpCoach.MockUpCoach.Mobile;

/// <summary>Something the user does again and again.</summary>
/// <param name="Id">The habit.</param>
/// <param name="Name">What.</param>
/// <param name="Cadence">daily or weekly.</param>
/// <param name="Streak">How many times in a row it was kept.</param>
public sealed record Habit(long Id, string Name, string Cadence, int Streak);
