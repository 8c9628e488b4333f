using UpCoach.LoadRunners.Engine.Metrics;

namespace UpCoach.LoadRunners.Runner.Runs;

/// <summary>What one member added to the run.</summary>
/// <param name="Requests">Requests done.</param>
/// <param name="CpuSeconds">CPU time of its process.</param>
internal sealed record MemberTotals(long Requests, double CpuSeconds)
{
    /// <summary>Nothing yet.</summary>
    public static MemberTotals None { get; } = new(0, 0);

    /// <summary>Adds an interval.</summary>
    public MemberTotals Add(IntervalSnapshot interval) => new(
        Requests + (long)Sum(interval, BuiltInMetrics.HttpReqs),
        CpuSeconds + Sum(interval, BuiltInMetrics.GeneratorCpuSeconds));

    private static double Sum(IntervalSnapshot interval, MetricDefinition metric) =>
        interval.Series.OfType<CounterSnapshot>().Where(counter => counter.Metric == metric.Name).Sum(counter => counter.Sum);
}
