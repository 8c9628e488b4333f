namespace UpCoach.LoadRunners.Runner.Agents;

/// <summary>Why an agent refused.</summary>
/// <param name="Messages">One a line.</param>
internal sealed record ProblemReply(IReadOnlyList<string> Messages);
