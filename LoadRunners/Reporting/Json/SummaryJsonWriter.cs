using System.Text;
using System.Text.Json;
using UpCoach.LoadRunners.Engine.Thresholds;
using UpCoach.LoadRunners.Reporting.Model;
using UpCoach.LoadRunners.Reporting.Text;

namespace UpCoach.LoadRunners.Reporting.Json;

/// <summary>
/// Writes <c>summary.json</c>: k6's <c>--summary-export</c> to the letter (<c>metrics</c>, <c>root_group</c>), then our <c>targets</c>, <c>serverSide</c> and <c>run</c>.
/// </summary>
/// <remarks>In k6's <c>thresholds</c>, true means crossed; so it does here. A threshold without data counts as crossed there, because k6 has no third word.</remarks>
public sealed class SummaryJsonWriter : IReportWriter
{
    /// <inheritdoc/>
    public string FileName => "summary.json";

    /// <inheritdoc/>
    public string Write(RunReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            Metrics(json, report);
            RootGroup.Write(json, report.Checks);
            Targets(json, report);
            ServerSide(json, report);
            json.WritePropertyName("run");
            JsonSerializer.Serialize(json, report, RunReportJsonContext.Default.RunReport);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray()) + "\n";
    }

    private static void Metrics(Utf8JsonWriter json, RunReport report)
    {
        json.WriteStartObject("metrics");
        foreach (var metric in report.Metrics)
        {
            json.WriteStartObject(metric.Name);
            foreach (var value in metric.Values)
            {
                Number(json, value.Key, value.Value);
            }

            Thresholds(json, [.. report.Thresholds.Where(threshold => threshold.Metric == metric.Name)]);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void Thresholds(Utf8JsonWriter json, IReadOnlyList<ThresholdRow> thresholds)
    {
        if (thresholds.Count == 0)
        {
            return;
        }

        json.WriteStartObject("thresholds");
        foreach (var threshold in thresholds.DistinctBy(threshold => threshold.Expression))
        {
            json.WriteBoolean(threshold.Expression, threshold.State != Verdict.Passed);
        }

        json.WriteEndObject();
    }

    private static void Targets(Utf8JsonWriter json, RunReport report)
    {
        json.WriteStartArray("targets");
        foreach (var threshold in report.Thresholds)
        {
            json.WriteStartObject();
            json.WriteString("id", threshold.Id);
            json.WriteString("metric", threshold.Metric);
            json.WriteString("expression", threshold.Expression);
            json.WriteString("state", threshold.State.ToString());
            Number(json, "observed", threshold.Observed);
            json.WriteNumber("limit", threshold.Limit);
            json.WriteString("unit", threshold.Unit);
            Number(json, "marginRatio", threshold.MarginRatio);
            json.WriteString("verdict", VerdictWords.Word(threshold));
            json.WriteNumber("samples", threshold.Samples);
            Number(json, "effectiveSamples", threshold.Bounds?.EffectiveSamples);
            Number(json, "low", threshold.Bounds?.Low);
            Number(json, "high", threshold.Bounds?.High);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void ServerSide(Utf8JsonWriter json, RunReport report)
    {
        if (report.ServerSide is not { } seen) return;
        json.WriteStartObject("serverSide");
        foreach (var series in seen.Series)
        {
            json.WriteStartObject(series.Id);
            json.WriteString("unit", series.Unit);
            json.WriteNumber("samples", series.Samples);
            Number(json, "min", series.Min);
            Number(json, "avg", series.Avg);
            Number(json, "max", series.Max);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void Number(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number))
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
