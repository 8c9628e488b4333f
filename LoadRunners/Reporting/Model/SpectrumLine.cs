namespace UpCoach.LoadRunners.Reporting.Model;

/// <summary>A latency distribution, read at chosen percentiles.</summary>
/// <param name="Name">Which distribution.</param>
/// <param name="Points">By ascending percentile; empty without data.</param>
public sealed record SpectrumLine(string Name, IReadOnlyList<SpectrumPoint> Points);
