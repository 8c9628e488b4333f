namespace UpCoach.MockUpCoach.Analytics.Reports;

/// <summary>How many users of the last 28 days came to a step, having taken every step before it.</summary>
/// <param name="Step">From 1.</param>
/// <param name="Name">What they did.</param>
/// <param name="Users">How many.</param>
/// <param name="OfFirst">Per user of the first step; null if there is none.</param>
/// <param name="OfPrevious">Per user of the step before; null for the first.</param>
public sealed record FunnelStep(int Step, string Name, int Users, double? OfFirst, double? OfPrevious);
