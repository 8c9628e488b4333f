using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.Plans;

namespace UpCoach.LoadRunners.Runner.Outputs;

/// <summary>The run that outputs are about.</summary>
/// <param name="id">The name of its folder: <c>20261124T111500Z-smoke</c>; k6's <c>testid</c>.</param>
/// <param name="plan">Its plan.</param>
/// <param name="metrics">Metrics of the scenarios besides the built-in ones.</param>
internal sealed class OutputRun(string id, LoadPlan plan, IEnumerable<MetricDefinition> metrics)
{
    private readonly Dictionary<string, MetricDefinition> _metrics =
        BuiltInMetrics.All.Concat(metrics).DistinctBy(metric => metric.Name).ToDictionary(metric => metric.Name, StringComparer.Ordinal);

    /// <summary>Gets its id.</summary>
    public string Id => id;

    /// <summary>Gets its plan.</summary>
    public LoadPlan Plan => plan;

    /// <summary>Gets its start stamp, UTC; set before its first second.</summary>
    public DateTimeOffset StartedAt { get; set; }

    /// <summary>The metric of a series; one that nobody declared has no unit.</summary>
    public MetricDefinition MetricOf(SeriesSnapshot series) => _metrics.GetValueOrDefault(series.Metric) ?? new MetricDefinition(series.Metric, series.Kind);

    /// <summary>The end of a second, UTC.</summary>
    public DateTimeOffset EndOf(IntervalSnapshot second) => StartedAt + second.Start + second.Length;
}
