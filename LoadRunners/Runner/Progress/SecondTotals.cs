using UpCoach.LoadRunners.Engine.Metrics;

namespace UpCoach.LoadRunners.Runner.Progress;

/// <summary>One second of the run in the few figures that a person watches.</summary>
/// <param name="End">Its end since the start stamp.</param>
/// <param name="RequestsPerSecond">Requests that ended in it.</param>
/// <param name="P95Ms">Their service time, 95th percentile; null when none ended.</param>
/// <param name="Failed">Those that failed.</param>
/// <param name="Judged">Those that failed or did not.</param>
/// <param name="Dropped">Iterations that found no free user.</param>
internal sealed record SecondTotals(TimeSpan End, double RequestsPerSecond, double? P95Ms, long Failed, long Judged, long Dropped)
{
    /// <summary>Adds a second up.</summary>
    public static SecondTotals Of(IntervalSnapshot second)
    {
        var latency = new Histogram();
        double requests = 0, dropped = 0;
        long failed = 0, judged = 0;
        foreach (var series in second.Series)
        {
            switch (series)
            {
                case TrendSnapshot trend when trend.Metric == BuiltInMetrics.HttpReqDuration.Name:
                    latency.Add(trend.Histogram);
                    break;
                case CounterSnapshot counter when counter.Metric == BuiltInMetrics.HttpReqs.Name:
                    requests += counter.Sum;
                    break;
                case CounterSnapshot counter when counter.Metric == BuiltInMetrics.DroppedIterations.Name:
                    dropped += counter.Sum;
                    break;
                case RateSnapshot rate when rate.Metric == BuiltInMetrics.HttpReqFailed.Name:
                    failed += rate.Passes;
                    judged += rate.Total;
                    break;
            }
        }

        return new SecondTotals(second.Start + second.Length, requests / second.Length.TotalSeconds,
            latency.Count > 0 ? latency.ValueAt(95) / 1000.0 : null, failed, judged, (long)dropped);
    }
}
