using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.Plans;
using UpCoach.LoadRunners.Engine.Running;
using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Engine.Thresholds;
using UpCoach.LoadRunners.Protocols.Delivery;
using UpCoach.LoadRunners.Protocols.WebSocket;
using UpCoach.Protocols.Tests.Http;

namespace UpCoach.Protocols.Tests.WebSocket;

/// <summary>Engine, plan and WebSocket together: users that listen for the whole of their iteration, judged by thresholds on the protocol's metrics.</summary>
[Trait("kind", "server")]
public sealed class LoadTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_Listeners_AreJudgedByTheirThresholds()
    {
        var hub = new TestHub();
        await using var server = await LoopbackServer.StartAsync(hub.HandleAsync);
        var catalog = new ScenarioCatalog([new ScenarioDefinition("listen", "", user => new Listener(user)) { Metrics = WebSocketMetrics.All }]);
        var plan = PlanReader.Read(
            """
            {"scenarios": {"listen": {"executor": "per-vu-iterations", "vus": 20, "iterations": 1}},
             "thresholds": {"messages_lost": ["count==0"], "ws_uptime": ["min>99.9"], "ws_failed": ["rate==0"], "delivery_latency{name:hub}": ["p(95)<60000"]}}
            """, catalog).Plan!;
        var store = new MetricStore();
        await using var run = new LoadRun(plan, catalog, new LoadRunOptions { Target = server.Address });
        await run.PrepareAsync(Token);

        var running = run.RunAsync(
            TimeProvider.System.GetTimestamp(),
            interval =>
            {
                store.Add(interval);
                return ValueTask.CompletedTask;
            },
            Token);
        while (!running.IsCompleted)
        {
            await hub.BroadcastAsync();
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Token);
        }

        await running;
        var results = new ThresholdEvaluator(plan.Thresholds).Evaluate(store);
        Assert.Equal(4, results.Count);
        Assert.All(results, result => Assert.Equal(Verdict.Passed, result.Verdict));
        Assert.Equal(20, store.Query("ws_sessions").Sum);
    }

    private sealed class Listener(VirtualUser user) : IScenario
    {
        private static readonly WebSocketOptions Options = new() { Path = "/hub", Name = "hub", Reader = new JsonMessageReader(), ConnectTimeout = TimeSpan.FromSeconds(60) };

        public async ValueTask RunIterationAsync(CancellationToken stop)
        {
            await using var session = new WebSocketSession(user, Options);
            await session.ConnectAsync(stop);
            while (session.LastSequence() is not > 20) await session.ReceiveAsync(stop);
        }
    }
}
