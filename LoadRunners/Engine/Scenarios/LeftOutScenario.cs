namespace UpCoach.LoadRunners.Engine.Scenarios;

/// <summary>A scenario of the plan that a run does without.</summary>
/// <param name="Name">Its key in the plan.</param>
/// <param name="Reason">Why, in plain words.</param>
public sealed record LeftOutScenario(string Name, string Reason);
