using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Reporting.Model;

namespace UpCoach.LoadRunners.Reporting.Building;

/// <summary>The run, stretch by stretch: a second each, more in a long run.</summary>
internal static class TimelineRows
{
    public static IReadOnlyList<TimelineRow> Of(MetricStore store)
    {
        var latency = ByStart(store, BuiltInMetrics.HttpReqDuration);
        var failed = ByStart(store, BuiltInMetrics.HttpReqFailed);
        var requests = ByStart(store, BuiltInMetrics.HttpReqs);
        var dropped = ByStart(store, BuiltInMetrics.DroppedIterations);
        var users = ByStart(store, BuiltInMetrics.Vus);
        var starts = new[] { latency, failed, requests, dropped, users }.SelectMany(points => points.Values)
            .DistinctBy(point => point.Start).OrderBy(point => point.Start);
        return
        [
            .. WithoutStub([.. starts]).Select(point =>
            {
                var seconds = point.Length.TotalSeconds;
                var times = latency.GetValueOrDefault(point.Start)?.Summary;
                return new TimelineRow(
                    Math.Round((point.Start + point.Length).TotalSeconds, 3),
                    PerSecond(requests.GetValueOrDefault(point.Start)?.Summary.Sum, seconds),
                    PerSecond(failed.GetValueOrDefault(point.Start)?.Summary.Passes, seconds),
                    times?.Percentile(50).OrNoData(),
                    times?.Percentile(95).OrNoData(),
                    times?.Percentile(99).OrNoData(),
                    users.GetValueOrDefault(point.Start)?.Summary.Value.OrNoData() ?? 0,
                    (long)(dropped.GetValueOrDefault(point.Start)?.Summary.Sum ?? 0));
            }),
        ];
    }

    // The run ends in the middle of a second, and often after the load has: a sliver of a second would show as a fall that never was.
    private static List<TimelinePoint> WithoutStub(List<TimelinePoint> points)
    {
        if (points.Count > 1 && points[^1].Length < points[0].Length / 2)
        {
            points.RemoveAt(points.Count - 1);
        }

        return points;
    }

    private static Dictionary<TimeSpan, TimelinePoint> ByStart(MetricStore store, MetricDefinition metric) =>
        store.Timeline(metric.Name).ToDictionary(point => point.Start);

    private static double PerSecond(double? sum, double seconds) => seconds > 0 ? Math.Round((sum ?? 0) / seconds, 3) : 0;
}
