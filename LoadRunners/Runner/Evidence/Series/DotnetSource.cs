using System.Text.Json;

namespace UpCoach.LoadRunners.Runner.Evidence.Series;

/// <summary>Garbage collection and thread pool of each .NET service, from what Prometheus has scraped.</summary>
/// <remarks>
/// Prometheus scrapes every few seconds, for each scrape costs a service 10 to 20 ms: it is asked as often, and a value stands until the next.
/// </remarks>
internal sealed class DotnetSource(Uri prometheus, TimeProvider clock) : ISeriesSource
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private static readonly (string Query, string Metric, string Chart, string Unit)[] Questions =
    [
        ("sum by (instance) (dotnet_gc_last_collection_heap_size_bytes)", "gc_heap_bytes", ".NET: heap after the last collection", "bytes"),
        ("sum by (instance) (rate(dotnet_gc_collections_total[15s]))", "gc_collections_per_second", ".NET: garbage collections", "per second"),
        ("sum by (instance) (rate(dotnet_gc_pause_time_seconds_total[15s]))", "gc_pause_ratio", ".NET: share of the time paused by collections", "ratio"),
        ("sum by (instance) (rate(dotnet_gc_heap_total_allocated_bytes_total[15s]))", "allocated_bytes_per_second", ".NET: allocations", "bytes per second"),
        ("sum by (instance) (dotnet_thread_pool_thread_count)", "threadpool_threads", ".NET: threads of the pool", "threads"),
        ("sum by (instance) (dotnet_thread_pool_queue_length)", "threadpool_queue", ".NET: work waiting for the pool", "items"),
        ("sum by (instance) (rate(dotnet_exceptions_total[15s]))", "exceptions_per_second", ".NET: exceptions", "per second"),
    ];

    private readonly HttpClient _client = new(new SocketsHttpHandler()) { Timeout = TimeSpan.FromSeconds(2) };
    private readonly Dictionary<SeriesName, double> _known = [];
    private long? _asked;

    /// <inheritdoc/>
    public string Name => "Prometheus";

    /// <inheritdoc/>
    public void Sample(SecondReading reading)
    {
        if (_asked is not { } before || clock.GetElapsedTime(before) >= Interval)
        {
            _known.Clear();
            foreach (var (query, metric, chart, unit) in Questions)
            {
                foreach (var (instance, value) in Ask(query)) _known[new SeriesName(instance, metric, chart, unit)] = value;
            }

            _asked = clock.GetTimestamp();
        }

        foreach (var (name, value) in _known) reading.Gauge(name, value);
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private List<(string Instance, double Value)> Ask(string query)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(prometheus, "api/v1/query?query=" + Uri.EscapeDataString(query)));
        using var response = _client.Send(request);
        using var body = response.Content.ReadAsStream();
        using var answer = JsonDocument.Parse(body);
        var values = PrometheusAnswer.Read(answer.RootElement, out _);
        return [.. values.Select(value => (value.Labels.Replace("instance=", "", StringComparison.Ordinal), value.Value))];
    }
}
