namespace UpCoach.LoadRunners.Engine.Metrics;

/// <summary>A rate's part of one interval.</summary>
/// <param name="Metric">The metric's name.</param>
/// <param name="Tags">The series' tags.</param>
/// <param name="Passes">How many samples were true.</param>
/// <param name="Total">How many samples there were.</param>
public sealed record RateSnapshot(string Metric, TagSet Tags, long Passes, long Total) : SeriesSnapshot(Metric, Tags)
{
    /// <inheritdoc/>
    public override MetricKind Kind => MetricKind.Rate;
}
