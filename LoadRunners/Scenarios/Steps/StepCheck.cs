namespace UpCoach.LoadRunners.Scenarios.Steps;

/// <summary>One check of a response.</summary>
/// <param name="Name">The check's name in the summary.</param>
/// <param name="Holds">Decides; gets the response and the variables' values.</param>
internal sealed record StepCheck(string Name, Func<StepAnswer, IReadOnlyList<string?>, bool> Holds);
