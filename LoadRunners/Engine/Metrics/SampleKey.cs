namespace UpCoach.LoadRunners.Engine.Metrics;

/// <summary>What a scenario says when it records a sample: enough to find the series without building its tags.</summary>
/// <param name="Metric">The metric's name.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="User">The user's tags.</param>
/// <param name="More">More tags; null for none.</param>
/// <param name="Check">The check's name; null if it is none.</param>
internal readonly record struct SampleKey(string Metric, MetricKind Kind, TagSet User, TagSet? More, string? Check)
{
    // Called for each sample: a set's hash is at hand, and the kind is the metric's.
    public override int GetHashCode() =>
        ((Metric.GetHashCode(StringComparison.Ordinal) * 397) ^ User.GetHashCode()) * 397 ^ (More?.GetHashCode() ?? 0) * 31 ^ (Check?.GetHashCode(StringComparison.Ordinal) ?? 0);
}
