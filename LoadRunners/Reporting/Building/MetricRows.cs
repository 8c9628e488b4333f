using System.Globalization;
using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Reporting.Model;

namespace UpCoach.LoadRunners.Reporting.Building;

/// <summary>Every metric and sub-metric with the values of k6's summary.</summary>
internal static class MetricRows
{
    public static IReadOnlyList<MetricRow> Of(RunRecord record)
    {
        var store = record.Store;
        var duration = BuiltInMetrics.HttpReqDuration;
        var rows = store.Metrics.Select(metric => (Key: metric.Name, Metric: metric, Selector: TagSelector.All))
            // k6 lists this sub-metric unasked.
            .Append((Key: duration.Name + "{expected_response:true}", Metric: duration, Selector: TagSelector.Of(TagNames.ExpectedResponse, "true")))
            .Concat(record.Plan.Scenarios.Select(scenario =>
                (Key: $"{duration.Name}{{scenario:{scenario.Name}}}", Metric: duration, Selector: TagSelector.Of(TagNames.Scenario, scenario.Name))))
            // A threshold's metric is listed even when nothing was measured: its absence is the finding.
            .Concat(record.Plan.Thresholds.Where(threshold => threshold.Server is null).Select(threshold => (threshold.Key, threshold.Metric, threshold.Selector)));
        return
        [
            .. rows.DistinctBy(row => row.Key)
                .OrderBy(row => row.Metric.Name, StringComparer.Ordinal).ThenBy(row => row.Key, StringComparer.Ordinal)
                .Select(row => new MetricRow(row.Key, row.Metric.Kind, UnitOf(row.Metric), Values(store.Query(row.Metric.Name, row.Selector), record.Plan.SummaryTrendStats))),
        ];
    }

    private static List<KeyValuePair<string, double?>> Values(MetricSummary summary, IReadOnlyList<string> trendStats) => summary.Metric.Kind switch
    {
        MetricKind.Counter => [new("count", summary.Sum), new("rate", summary.Rate.OrNoData())],
        MetricKind.Gauge => [new("value", summary.Value.OrNoData()), new("min", summary.Min.OrNoData()), new("max", summary.Max.OrNoData())],
        MetricKind.Rate => [new("passes", summary.Passes), new("fails", summary.Fails), new("value", summary.Rate.OrNoData())],
        MetricKind.Trend => [.. trendStats.Select(stat => KeyValuePair.Create(stat, TrendValue(summary, stat)))],
        _ => throw new ArgumentOutOfRangeException(nameof(summary)),
    };

    private static double? TrendValue(MetricSummary summary, string stat) => stat switch
    {
        "avg" => summary.Mean.OrNoData(),
        "min" => summary.Min.OrNoData(),
        "med" => summary.Percentile(50).OrNoData(),
        "max" => summary.Max.OrNoData(),
        "count" => summary.Count,
        _ => summary.Percentile(double.Parse(stat[2..^1], CultureInfo.InvariantCulture)).OrNoData(), // p(N), as the plan's reader has checked
    };

    private static MetricUnit UnitOf(MetricDefinition metric) => metric.Unit switch
    {
        "ms" => MetricUnit.Time,
        "B" => MetricUnit.Data,
        _ => MetricUnit.Plain,
    };
}
