using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.ServerMetrics;

namespace UpCoach.LoadRunners.Engine.Thresholds;

/// <summary>The metrics that a plan's thresholds may name.</summary>
internal sealed class ThresholdMetrics
{
    private readonly Dictionary<string, ThresholdTarget> _targets = new(StringComparer.Ordinal);

    public ThresholdMetrics(IEnumerable<MetricDefinition> metrics, IEnumerable<ServerMetric> serverMetrics)
    {
        foreach (var metric in metrics)
        {
            _targets.TryAdd(metric.Name, new ThresholdTarget(metric, TagSelector.All, null));
        }

        foreach (var server in serverMetrics)
        {
            _targets.TryAdd(server.Name, new ThresholdTarget(new MetricDefinition(server.Name, MetricKind.Gauge, server.Unit), TagSelector.All, server));
        }
    }

    public IReadOnlyCollection<string> Names => [.. _targets.Keys.Order(StringComparer.Ordinal)];

    public ThresholdTarget? Find(string name) => _targets.GetValueOrDefault(name);
}
