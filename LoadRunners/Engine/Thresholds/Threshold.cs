using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.ServerMetrics;

namespace UpCoach.LoadRunners.Engine.Thresholds;

/// <summary>One validated threshold of a plan.</summary>
public sealed record Threshold
{
    /// <summary>Gets the metric.</summary>
    public required MetricDefinition Metric { get; init; }

    /// <summary>Gets the series that it is about.</summary>
    public TagSelector Selector { get; init; } = TagSelector.All;

    /// <summary>Gets the key as the plan writes it: <c>http_req_duration{status:200}</c>.</summary>
    public required string Key { get; init; }

    /// <summary>Gets the expression as the plan writes it: <c>p(95)&lt;500</c>.</summary>
    public required string Expression { get; init; }

    /// <summary>Gets the stable name by which messages and comparisons call it: <c>http_req_duration: p(95)&lt;500</c>.</summary>
    public string Id => $"{Key}: {Expression}";

    /// <summary>Gets what it asks.</summary>
    public required Aggregation Aggregation { get; init; }

    /// <summary>Gets the percentile, 0 to 100, if that is asked; else NaN.</summary>
    public double Percentile { get; init; } = double.NaN;

    /// <summary>Gets how it compares.</summary>
    public required ThresholdOperator Operator { get; init; }

    /// <summary>Gets what it compares with; milliseconds for durations, 0 to 1 for shares.</summary>
    public required double Limit { get; init; }

    /// <summary>Gets the length of the stretches in each of which it must hold. Ours.</summary>
    /// <value>Null, the default, for the whole run.</value>
    public TimeSpan? Window { get; init; }

    /// <summary>Gets the fewest samples that it is judged on; with less there is no data. Ours.</summary>
    /// <value>1 by default.</value>
    public long MinSamples { get; init; } = 1;

    /// <summary>Gets the server metric that it is about; null for a metric of the generator. Ours.</summary>
    public ServerMetric? Server { get; init; }

    /// <summary>Gets whether the run ends as soon as it is crossed.</summary>
    public bool AbortOnFail { get; init; }

    /// <summary>Gets how long to gather samples before the run may end by it.</summary>
    public TimeSpan DelayAbortEval { get; init; }
}
