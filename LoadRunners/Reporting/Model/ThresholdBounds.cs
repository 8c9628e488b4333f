namespace UpCoach.LoadRunners.Reporting.Model;

/// <summary>Where the true value lies, seen from one run.</summary>
/// <param name="Low">The lower bound, which holds with 95 %; null if there are too few samples for one.</param>
/// <param name="High">The upper bound, which holds with 95 %; null if there are too few samples for one.</param>
/// <param name="EffectiveSamples">How many independent samples say as much as the run's: requests of one run resemble their neighbours.</param>
/// <param name="Method">How the bounds were found.</param>
public sealed record ThresholdBounds(double? Low, double? High, double EffectiveSamples, string Method);
