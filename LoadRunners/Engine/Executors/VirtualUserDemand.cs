namespace UpCoach.LoadRunners.Engine.Executors;

/// <summary>How many virtual users a scenario needs.</summary>
/// <param name="Initial">Made before the clock starts.</param>
/// <param name="Max">The most that it may make.</param>
public readonly record struct VirtualUserDemand(int Initial, int Max);
