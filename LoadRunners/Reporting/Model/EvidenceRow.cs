namespace UpCoach.LoadRunners.Reporting.Model;

/// <summary>One question to Prometheus and its answer. Shown, not judged.</summary>
/// <param name="Id">Its key in the plan.</param>
/// <param name="Title">What is asked, in words.</param>
/// <param name="Unit"><c>ratio</c>, <c>ms</c>, ... as the plan says.</param>
/// <param name="Query">The PromQL that was sent.</param>
/// <param name="Values">The answer, one a series; empty for no data.</param>
/// <param name="Problem">Why there is no answer; null when there is one.</param>
public sealed record EvidenceRow(
    string Id, string Title, string Unit, string Query, IReadOnlyList<EvidenceValue> Values, string? Problem = null);
