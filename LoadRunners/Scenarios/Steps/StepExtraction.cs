namespace UpCoach.LoadRunners.Scenarios.Steps;

/// <summary>A value that later steps use.</summary>
/// <param name="Slot">Where it goes.</param>
/// <param name="Source">Where it is found.</param>
/// <param name="CheckName">The check that fails if it is not there.</param>
internal sealed record StepExtraction(int Slot, StepSource Source, string CheckName);
