namespace UpCoach.LoadRunners.Reporting.Model;

/// <summary>One percentile.</summary>
/// <param name="Percentile">0 to 100.</param>
/// <param name="ValueMs">Latency in ms that so many percent did not exceed.</param>
public sealed record SpectrumPoint(double Percentile, double ValueMs);
