using System.Globalization;
using System.Text;
using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Reporting.Model;
using UpCoach.LoadRunners.Reporting.Text;

namespace UpCoach.LoadRunners.Reporting.Console;

/// <summary>k6's metric lines: <c>http_req_duration..: avg=... min=...</c>, sub-metrics indented below their metric.</summary>
internal static class MetricLines
{
    // Names may have long selectors: one of them shall not push everybody's figures out of sight.
    private const int WidestAligned = 72;

    private static readonly string[] OfTheGenerator =
        [BuiltInMetrics.OfferedIterations.Name, BuiltInMetrics.ScheduleLag.Name, BuiltInMetrics.VuSeconds.Name, BuiltInMetrics.IterationSeconds.Name];

    public static void Write(StringBuilder text, RunReport report)
    {
        var shown = report.Metrics.Where(metric => !IsOfTheGenerator(metric) || report.Thresholds.Any(threshold => threshold.Metric == metric.Name)).ToList();
        var width = shown.Select(metric => Label(metric.Name).Length).Where(length => length <= WidestAligned).DefaultIfEmpty(0).Max() + 2;
        foreach (var metric in shown)
        {
            text.Append("    ").Append((Label(metric.Name) + "..").PadRight(width, '.')).Append(": ").Append(Values(metric)).Append('\n');
        }
    }

    // What the generator measures of itself stands in its certificate, already judged.
    private static bool IsOfTheGenerator(MetricRow metric) =>
        metric.Name.StartsWith("generator_", StringComparison.Ordinal) || OfTheGenerator.Contains(metric.Name, StringComparer.Ordinal);

    private static string Label(string name)
    {
        var brace = name.IndexOf('{', StringComparison.Ordinal);
        return CleanText.Of(brace > 0 ? $"  {{ {name[(brace + 1)..].TrimEnd('}')} }}" : name);
    }

    private static string Values(MetricRow metric) => metric.Kind switch
    {
        MetricKind.Rate => Rate(metric),
        MetricKind.Counter => $"{InUnit(metric.Unit, metric.Value("count"))}  {PerSecond(metric.Unit, metric.Value("rate"))}",
        MetricKind.Gauge => $"{InUnit(metric.Unit, metric.Value("value"))}  min={InUnit(metric.Unit, metric.Value("min"))} max={InUnit(metric.Unit, metric.Value("max"))}",
        MetricKind.Trend when metric.Values.All(value => value.Value is null || value.Key == "count") => Figures.NoData,
        MetricKind.Trend => string.Join(' ', metric.Values.Select(value => $"{value.Key}={(value.Key == "count" ? Figures.Count(value.Value) : InUnit(metric.Unit, value.Value))}")),
        _ => throw new ArgumentOutOfRangeException(nameof(metric)),
    };

    private static string Rate(MetricRow metric)
    {
        var passes = metric.Value("passes") ?? 0;
        var total = passes + (metric.Value("fails") ?? 0);
        return $"{Figures.Percent(metric.Value("value"))}  {Figures.Count(passes)} out of {Figures.Count(total)}";
    }

    private static string PerSecond(MetricUnit unit, double? rate) =>
        rate is null ? Figures.NoData : unit == MetricUnit.Data ? Figures.Bytes(rate) + "/s" : rate.Value.ToString("0.00", CultureInfo.InvariantCulture) + "/s";

    private static string InUnit(MetricUnit unit, double? value) => unit switch
    {
        MetricUnit.Time => Figures.Milliseconds(value).Replace(" ", "", StringComparison.Ordinal),
        MetricUnit.Data => Figures.Bytes(value),
        _ => Figures.Plain(value),
    };
}
