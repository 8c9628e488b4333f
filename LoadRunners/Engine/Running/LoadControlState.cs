namespace UpCoach.LoadRunners.Engine.Running;

/// <summary>What is asked of an externally controlled scenario: k6's REST status.</summary>
/// <param name="IsPaused">Whether no user begins an iteration: k6's <c>paused</c>.</param>
/// <param name="Vus">Users of the whole test: k6's <c>vus</c>.</param>
/// <param name="MaxVus">The most users of the whole test: k6's <c>vus-max</c>.</param>
public readonly record struct LoadControlState(bool IsPaused, int Vus, int MaxVus);
