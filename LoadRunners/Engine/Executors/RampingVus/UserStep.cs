namespace UpCoach.LoadRunners.Engine.Executors.RampingVus;

/// <summary>A user of the whole test starts or stops.</summary>
/// <param name="At">Since the scenario's start.</param>
/// <param name="Index">The user, from 0.</param>
/// <param name="IsStart">Whether it starts.</param>
internal readonly record struct UserStep(TimeSpan At, int Index, bool IsStart);
