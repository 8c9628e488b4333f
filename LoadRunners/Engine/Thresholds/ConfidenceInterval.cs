namespace UpCoach.LoadRunners.Engine.Thresholds;

/// <summary>Where the true value lies, seen from the samples of one run. See docs/math.md.</summary>
/// <param name="Low">The lower bound, in the threshold's unit; null if there are too few samples for one.</param>
/// <param name="High">The upper bound; null if there are too few samples for one.</param>
/// <param name="EffectiveSamples">How many independent samples say as much as these: requests of one run resemble their neighbours.</param>
/// <param name="Blocks">The blocks of time that the resemblance was estimated from.</param>
/// <param name="Method">How the bounds were found, in a few words.</param>
public sealed record ConfidenceInterval(double? Low, double? High, double EffectiveSamples, int Blocks, string Method)
{
    /// <summary>The probability with which each bound, for itself, holds: 0.95. Both hold with at least 0.9.</summary>
    public const double Confidence = 0.95;
}
