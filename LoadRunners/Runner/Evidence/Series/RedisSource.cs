using System.Globalization;

namespace UpCoach.LoadRunners.Runner.Evidence.Series;

/// <summary>Memory, commands, hits, clients and evictions of one Redis server, from INFO.</summary>
internal sealed class RedisSource(string name, RedisInfo info) : ISeriesSource
{
    private static readonly (string Field, string Metric, string Chart, string Unit)[] Gauges =
    [
        ("used_memory", "used_memory_bytes", "Redis: memory used", "bytes"),
        ("connected_clients", "clients", "Redis: clients", "clients"),
        ("blocked_clients", "blocked_clients", "Redis: blocked clients", "clients"),
    ];

    private static readonly (string Field, string Metric, string Chart, string Unit)[] Rates =
    [
        ("total_commands_processed", "commands_per_second", "Redis: commands", "per second"),
        ("evicted_keys", "evictions_per_second", "Redis: keys evicted", "per second"),
        ("expired_keys", "expirations_per_second", "Redis: keys expired", "per second"),
        ("total_net_input_bytes", "received_bytes_per_second", "Redis: bytes received", "bytes per second"),
        ("total_net_output_bytes", "sent_bytes_per_second", "Redis: bytes sent", "bytes per second"),
        ("rejected_connections", "rejected_connections_per_second", "Redis: connections refused", "per second"),
    ];

    /// <inheritdoc/>
    public string Name => $"Redis {name}";

    /// <inheritdoc/>
    public void Sample(SecondReading reading)
    {
        var fields = info.Read();
        foreach (var (field, metric, chart, unit) in Gauges)
        {
            if (Number(fields, field) is { } value) reading.Gauge(new SeriesName(name, metric, chart, unit), value);
        }

        foreach (var (field, metric, chart, unit) in Rates)
        {
            if (Number(fields, field) is { } value) reading.Rate(new SeriesName(name, metric, chart, unit), value);
        }

        if (Number(fields, "keyspace_hits") is { } hits && Number(fields, "keyspace_misses") is { } misses)
            reading.Share(new SeriesName(name, "hit_ratio", "Redis: hits of all reads", "ratio"), hits, misses);
    }

    /// <inheritdoc/>
    public void Dispose() => info.Dispose();

    private static double? Number(IReadOnlyDictionary<string, string> fields, string field) =>
        fields.TryGetValue(field, out var text) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;
}
