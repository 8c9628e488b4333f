using Microsoft.AspNetCore.Http;
using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.Plans;
using UpCoach.LoadRunners.Engine.Running;
using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Protocols.Http;

namespace UpCoach.Protocols.Tests.Http;

/// <summary>Engine and HTTP together on a real server: what the server counted is what the run says.</summary>
[Trait("kind", "server")]
public sealed class LoadTests
{
    [Fact]
    public async Task Run_AgainstAServer_CountsWhatTheServerCounted()
    {
        var served = 0;
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.StatusCode = Interlocked.Increment(ref served) % 10 == 0 ? 500 : 200;
            return context.Response.WriteAsync("hello", TestContext.Current.CancellationToken);
        });
        using var transport = new HttpTransport();
        var catalog = new ScenarioCatalog([new ScenarioDefinition("get", "", user => new Getter(user, transport))]);
        var plan = PlanReader.Read("""{"scenarios": {"get": {"executor": "shared-iterations", "vus": 8, "iterations": 500}}}""", catalog).Plan!;
        var store = new MetricStore();
        await using var run = new LoadRun(plan, catalog, new LoadRunOptions { Target = server.Address });
        await run.PrepareAsync(TestContext.Current.CancellationToken);

        await run.RunAsync(
            TimeProvider.System.GetTimestamp(),
            interval =>
            {
                store.Add(interval);
                return ValueTask.CompletedTask;
            },
            TestContext.Current.CancellationToken);

        Assert.Equal((500, 500, 50), (served, (int)store.Query("http_reqs").Sum, (int)store.Query("http_req_failed").Passes));
        Assert.Equal(450, store.Query("http_req_duration", TagSelector.Of("expected_response", "true")).Count);
        Assert.Equal(0.9, store.Query("checks").Rate);
    }

    private sealed class Getter(VirtualUser user, HttpTransport transport) : IScenario, IAsyncDisposable
    {
        private readonly HttpSession _http = new(user, transport);

        public async ValueTask RunIterationAsync(CancellationToken stop)
        {
            var result = await _http.GetAsync("/", "get", stop);
            user.Check("is ok", result.Status == 200);
        }

        public ValueTask DisposeAsync() => _http.DisposeAsync();
    }
}
