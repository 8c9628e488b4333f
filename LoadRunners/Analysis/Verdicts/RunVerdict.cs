namespace UpCoach.LoadRunners.Analysis.Verdicts;

/// <summary>The judgement of a whole run, with the reasons in plain words.</summary>
/// <param name="Outcome">What is said.</param>
/// <param name="ExitCode">The process exit code that says the same: 0, 99, 3 or 105.</param>
/// <param name="Reasons">Why, one sentence each; never empty.</param>
public sealed record RunVerdict(RunOutcome Outcome, int ExitCode, IReadOnlyList<string> Reasons);
