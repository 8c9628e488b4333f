using System.Text.Json;
using System.Text.RegularExpressions;
using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.ServerMetrics;

namespace UpCoach.LoadRunners.Engine.Plans;

/// <summary>Reads <c>serverMetrics</c>.</summary>
internal static partial class ServerMetricReader
{
    public static IReadOnlyList<ServerMetric> Read(JsonObjectReader json, IReadOnlyCollection<MetricDefinition> taken)
    {
        List<ServerMetric> metrics = [];
        if (!json.TryGet("serverMetrics", out var value)) return metrics;
        var section = new JsonObjectReader(json.PathOf("serverMetrics"), value, json.Errors);
        foreach (var (name, entry) in section.Properties)
        {
            var reader = new JsonObjectReader(section.PathOf(name), entry, json.Errors);
            if (!Name().IsMatch(name)) section.Error(name, "a metric's name has letters, digits, _ and ., and begins with no digit");
            if (taken.Any(metric => metric.Name == name)) section.Error(name, "there is a metric of the generator with this name; choose another");
            if (entry.ValueKind != JsonValueKind.Object) continue;
            reader.Required("query");
            var query = reader.Text("query", "");
            if (query.Trim().Length == 0 && reader.Properties.ContainsKey("query")) reader.Error("query", "expected PromQL that gives one number");
            metrics.Add(new ServerMetric(name, query, reader.Text("unit", "")));
            reader.End();
        }

        return metrics;
    }

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_.]*$")]
    private static partial Regex Name();
}
