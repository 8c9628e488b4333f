using UpCoach.LoadRunners.Engine.Thresholds;

namespace UpCoach.LoadRunners.Reporting.Model;

/// <summary>One thing that was asked for, and what the run says of it.</summary>
/// <param name="Id">Its stable name.</param>
/// <param name="Text">What was asked for, in the asker's words.</param>
/// <param name="Group">The part of the request that it belongs to.</param>
/// <param name="State">Passed, failed or no data.</param>
/// <param name="Baseline">What was achieved before, in words; empty where nothing is known.</param>
/// <param name="Judged">The threshold that judged it; null where it was not measured.</param>
/// <param name="Unmeasured">Why it was not measured; null where it was.</param>
public sealed record TargetRow(string Id, string Text, string Group, Verdict State, string Baseline, ThresholdRow? Judged, string? Unmeasured);
