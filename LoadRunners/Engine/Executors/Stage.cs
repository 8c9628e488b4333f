namespace UpCoach.LoadRunners.Engine.Executors;

/// <summary>A stretch in which a number goes linearly to a target; a stage of no duration jumps.</summary>
/// <param name="Duration">How long.</param>
/// <param name="Target">The number at its end: users, or iterations per time unit.</param>
public readonly record struct Stage(TimeSpan Duration, double Target);
