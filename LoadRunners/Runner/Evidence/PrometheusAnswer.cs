using System.Globalization;
using System.Text.Json;
using UpCoach.LoadRunners.Reporting.Model;

namespace UpCoach.LoadRunners.Runner.Evidence;

/// <summary>Reads the answer of Prometheus' instant query: <c>{"status","data":{"resultType","result"},"error"}</c>.</summary>
internal static class PrometheusAnswer
{
    /// <summary>The problem of a query that gives nothing.</summary>
    public const string NoSeries = "Prometheus has no such series";

    private const string NotUnderstood = "Prometheus' answer was not understood";

    /// <summary>Reads the values; none, with the reason, where there is no number.</summary>
    public static IReadOnlyList<EvidenceValue> Read(JsonElement answer, out string? problem)
    {
        problem = null;
        if (answer.ValueKind != JsonValueKind.Object || !answer.TryGetProperty("data", out var data))
        {
            problem = answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty("error", out var error)
                ? $"Prometheus refused the query: {error.GetString()}"
                : NotUnderstood;
            return [];
        }

        List<EvidenceValue> values;
        try
        {
            values = Values(data);
        }
        catch (Exception strange) when (strange is InvalidOperationException or KeyNotFoundException or FormatException or IndexOutOfRangeException)
        {
            problem = NotUnderstood;
            return [];
        }

        // 0/0 of a ratio without traffic is NaN: nothing was observed.
        values.RemoveAll(value => !double.IsFinite(value.Value));
        if (values.Count == 0)
        {
            problem = NoSeries;
        }

        return [.. values.OrderBy(value => value.Labels, StringComparer.Ordinal)];
    }

    private static List<EvidenceValue> Values(JsonElement data)
    {
        var result = data.GetProperty("result");
        return data.GetProperty("resultType").GetString() == "scalar"
            ? [new EvidenceValue("", Number(result))]
            : [.. result.EnumerateArray().Where(series => series.TryGetProperty("value", out _)).Select(series => new EvidenceValue(Labels(series), Number(series.GetProperty("value"))))];
    }

    private static string Labels(JsonElement series) => string.Join(", ",
        series.GetProperty("metric").EnumerateObject().Where(label => label.Name != "__name__").Select(label => $"{label.Name}={label.Value.GetString()}"));

    private static double Number(JsonElement pair) => pair[1].GetString() switch
    {
        "+Inf" or "-Inf" or "NaN" or null => double.NaN,
        var text => double.Parse(text, CultureInfo.InvariantCulture),
    };
}
