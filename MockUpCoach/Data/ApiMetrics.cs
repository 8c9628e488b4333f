using System.Diagnostics.Metrics;

namespace UpCoach.MockUpCoach.Data;

/// <summary>The API's own instruments: <c>upcoach_cache_requests_total</c>, <c>upcoach_db_commands_total</c> and <c>upcoach_db_pool_wait_seconds</c>.</summary>
internal sealed class ApiMetrics
{
    public const string MeterName = "UpCoach.MockUpCoach";

    private readonly Counter<long> cacheRequests;
    private readonly Counter<long> databaseCommands;
    private readonly Histogram<double> databaseWaits;

    public ApiMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        cacheRequests = meter.CreateCounter<long>("upcoach.cache.requests", description: "Reads that asked the cache first.");
        databaseCommands = meter.CreateCounter<long>("upcoach.db.commands", description: "Statements sent to PostgreSQL.");
        databaseWaits = meter.CreateHistogram<double>("upcoach.db.pool.wait", "s", "How long requests waited for a connection of the pool.");
    }

    public void DatabaseWait(ReadSource target, TimeSpan waited) =>
        databaseWaits.Record(waited.TotalSeconds, new KeyValuePair<string, object?>("target", Name(target)));

    public void CacheRequest(string cache, bool hit) =>
        cacheRequests.Add(1, new("cache", cache), new("result", hit ? "hit" : "miss"));

    public void DatabaseCommand(ReadSource target, bool write) =>
        databaseCommands.Add(1, new("target", Name(target)), new("kind", write ? "write" : "read"));

    private static string Name(ReadSource target) => target == ReadSource.Replica ? "replica" : "primary";
}
