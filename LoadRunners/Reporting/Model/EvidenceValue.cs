namespace UpCoach.LoadRunners.Reporting.Model;

/// <summary>One series of an answer.</summary>
/// <param name="Labels">Its labels, <c>target=replica, kind=read</c>; empty for a scalar.</param>
/// <param name="Value">Its value.</param>
public sealed record EvidenceValue(string Labels, double Value);
