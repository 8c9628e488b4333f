using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.ServerMetrics;

namespace UpCoach.LoadRunners.Engine.Thresholds;

/// <summary>What a threshold's key names.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Selector">Which of its series.</param>
/// <param name="Server">The server metric that it is; null for one of the generator's.</param>
internal sealed record ThresholdTarget(MetricDefinition Metric, TagSelector Selector, ServerMetric? Server);
