using UpCoach.LoadRunners.Engine.Metrics;
namespace UpCoach.LoadRunners.Reporting.Model;

/// <summary>One metric or sub-metric with its aggregated values.</summary>
/// <param name="Name">As k6 names it, <c>http_req_duration{scenario:browse}</c>.</param>
/// <param name="Kind">Which values it has.</param>
/// <param name="Unit">What they are.</param>
/// <param name="Values">By k6's key, in k6's order; null for no data.</param>
public sealed record MetricRow(string Name, MetricKind Kind, MetricUnit Unit, IReadOnlyList<KeyValuePair<string, double?>> Values)
{
    /// <summary>The value under a key; null when the key is absent or has no data.</summary>
    public double? Value(string key)
    {
        foreach (var pair in Values)
        {
            if (pair.Key == key)
            {
                return pair.Value;
            }
        }

        return null;
    }
}
