using System.Globalization;
using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.Plans;
using UpCoach.LoadRunners.Engine.Running;
using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Protocols.ServerSentEvents;
using UpCoach.LoadRunners.Protocols.Uploads;
using UpCoach.LoadRunners.Protocols.WebSocket;

namespace UpCoach.Benchmarks.Platform;

/// <summary>Runs everything at once and says what users saw and what each process took, once all clients are there.</summary>
internal sealed class CombinedLoad(Lab lab, World world, LoadOptions options)
{
    private MetricStore measured = new();
    private bool isMeasuring;

    public async Task RunAsync()
    {
        var catalog = new ScenarioCatalog([
            new ScenarioDefinition("hub", "", user => new HubListener(user, world)) { Metrics = WebSocketMetrics.All },
            new ScenarioDefinition("stream", "", user => new StreamListener(user, world)) { Metrics = EventStreamMetrics.All },
            new ScenarioDefinition("read", "", user => new ReadingUser(user, world)),
            new ScenarioDefinition("broadcast", "", user => new Broadcaster(user, world)),
            new ScenarioDefinition("upload", "", user => new Uploader(user, world)) { Metrics = UploadMetrics.All },
        ]);
        var plan = PlanReader.Read($"{{\"scenarios\":{{{string.Join(',', Scenarios())}}}}}", catalog).Plan!;
        await using var run = new LoadRun(plan, catalog, new LoadRunOptions { Target = lab.Target(0) });
        await run.PrepareAsync(CancellationToken.None);
        await run.RunAsync(TimeProvider.System.GetTimestamp(), Take, CancellationToken.None);
    }

    private IEnumerable<string> Scenarios()
    {
        var duration = options.Ramp + options.Seconds;
        string Users(string name, int count) => string.Create(
            CultureInfo.InvariantCulture, $$"""{{'"'}}{{name}}":{"executor":"constant-vus","vus":{{count}},"duration":"{{duration}}s","gracefulStop":"0s"}""");
        string Rate(string name, int rate) => string.Create(
            CultureInfo.InvariantCulture, $$"""{{'"'}}{{name}}":{"executor":"constant-arrival-rate","rate":{{rate}},"duration":"{{duration}}s","preAllocatedVUs":{{Math.Min(rate, 50)}},"gracefulStop":"0s"}""");
        if (options.Hubs > 0) yield return Users("hub", options.Hubs);
        if (options.Streams > 0) yield return Users("stream", options.Streams);
        if (options.Uploads > 0) yield return Users("upload", options.Uploads);
        if (options.Rate > 0) yield return Rate("read", options.Rate);
        if (options.Broadcasts > 0) yield return Rate("broadcast", options.Broadcasts);
    }

    private ValueTask Take(IntervalSnapshot interval)
    {
        var now = (interval.Start + interval.Length).TotalSeconds;
        if (!isMeasuring && now >= options.Ramp)
        {
            isMeasuring = true;
            measured = new MetricStore();
            foreach (var program in lab.All)
                program.BeginMeasuring();
            return ValueTask.CompletedTask;
        }

        measured.Add(interval);
        if (!isMeasuring)
            return ValueTask.CompletedTask;
        foreach (var program in lab.All)
            program.Sample();
        if (now >= options.Ramp + options.Seconds - 1)
            Report(now - options.Ramp);
        return ValueTask.CompletedTask;
    }

    private void Report(double seconds)
    {
        foreach (var program in lab.All)
        {
            Console.WriteLine(program.Describe(seconds));
            foreach (var mapping in program.DescribeMappings(options.Mappings))
                Console.WriteLine(mapping);
        }

        Trend("http_req_duration", "reads", TagSelector.Of("scenario", "read"));
        Trend("http_req_duration", "broadcasts", TagSelector.Of("scenario", "broadcast"));
        Trend("delivery_latency", "to sockets", TagSelector.Of("scenario", "hub"));
        Trend("delivery_latency", "to streams", TagSelector.Of("scenario", "stream"));
        Trend("upload_duration", "uploads", TagSelector.All);
        foreach (var name in new[] { "ws_msgs_received", "sse_events", "upload_bytes", "messages_lost", "messages_duplicated", "messages_reordered", "reconnects", "dropped_iterations" })
            Console.Write(string.Create(CultureInfo.InvariantCulture, $"{name} {measured.Query(name).Sum:F0}  "));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"failed requests {measured.Query("http_req_failed").Rate:P2}  events that differ {world.Ledger.Differing} of {world.Ledger.Compared}"));
    }

    private void Trend(string metric, string what, TagSelector of)
    {
        var summary = measured.Query(metric, of);
        if (summary.Count > 0)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-12} {summary.Count,7}  p50 {summary.Percentile(50):F2}  p95 {summary.Percentile(95):F2}  p99 {summary.Percentile(99):F2}  max {summary.Max:F1} ms"));
    }
}
