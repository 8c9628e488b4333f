using System.Diagnostics;
using System.Globalization;
using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.Plans;
using UpCoach.LoadRunners.Engine.Running;
using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Protocols.WebSocket;

namespace UpCoach.Benchmarks.WebSockets;

/// <summary>Runs the engine with all its metrics and says what the process took, once all connections stand.</summary>
internal sealed class Generator(Uri target, int connections)
{
    private static readonly TimeSpan RampUp = TimeSpan.FromSeconds(3);

    private readonly MetricStore _store = new();
    private TimeSpan _cpuBefore;
    private TimeSpan _beganAt;
    private double _messagesBefore;

    public async Task RunAsync(TimeSpan measured)
    {
        var catalog = new ScenarioCatalog([new ScenarioDefinition("talk", "", user => new Talker(user)) { Metrics = WebSocketMetrics.All }]);
        var seconds = (RampUp + measured).TotalSeconds;
        var plan = PlanReader.Read(string.Create(CultureInfo.InvariantCulture,
            $$"""{"scenarios": {"talk": { "executor": "constant-vus", "vus": {{connections}}, "duration": "{{seconds}}s", "gracefulStop": "0s" } } }"""), catalog).Plan!;
        await using var run = new LoadRun(plan, catalog, new LoadRunOptions { Target = target });
        await run.PrepareAsync(CancellationToken.None);
        await run.RunAsync(TimeProvider.System.GetTimestamp(), Take, CancellationToken.None);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"allocated {GC.GetTotalAllocatedBytes() / 1e6:F0} MB in {GC.CollectionCount(0)} collections, live {GC.GetTotalMemory(true) / 1e6:F1} MB"));
    }

    private ValueTask Take(IntervalSnapshot interval)
    {
        _store.Add(interval);
        var now = interval.Start + interval.Length;
        using var self = Process.GetCurrentProcess();
        var messages = _store.Query("ws_msgs_received").Sum;
        if (now >= RampUp && _beganAt == default) (_beganAt, _cpuBefore, _messagesBefore) = (now, self.TotalProcessorTime, messages);
        if (now <= _beganAt || _beganAt == default) return ValueTask.CompletedTask;
        var took = (now - _beganAt).TotalSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{now.TotalSeconds:F0} s  {_store.Query("ws_sessions").Sum} connections  ")
            + string.Create(CultureInfo.InvariantCulture, $"{(messages - _messagesBefore) / took:F0} messages/s  {(self.TotalProcessorTime - _cpuBefore).TotalSeconds / took:F3} cores  ")
            + string.Create(CultureInfo.InvariantCulture, $"{self.WorkingSet64 / 1e6:F0} MB  GC heap {GC.GetTotalMemory(false) / 1e6:F1} MB  p95 {_store.Query("delivery_latency").Percentile(95):F1} ms"));
        return ValueTask.CompletedTask;
    }
}
