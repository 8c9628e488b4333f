using System.Runtime.CompilerServices;
using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.Plans;
using UpCoach.LoadRunners.Engine.Running;
using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Protocols.Http;

namespace UpCoach.Protocols.Tests.Http;

/// <summary>A request in a closed loop leaves no garbage: client, session, metrics and the engine's loop.</summary>
[Trait("kind", "server")]
[Collection(QuietTests.Name)]
public sealed class AllocationTests
{
    private const int Requests = 20_000;
    private const int Window = 100; // requests; what is left behind now and then (a histogram's first value of a size) is in few of them
    private const int MostAttempts = 30; // a busy machine comes late to compiling well

    [Fact]
    public async Task Request_SteadyState_AllocatesNothing()
    {
        // Code that is not yet compiled well makes boxes of its own: it is tried again when it is.
        var least = long.MaxValue;
        for (var attempt = 0; attempt < MostAttempts && least > 0; attempt++)
        {
            least = Math.Min(least, await BytesOfTheMedianWindowAsync());
        }

        Assert.Equal(0, least);
    }

    private static async Task<long> BytesOfTheMedianWindowAsync()
    {
        await using var server = ScriptedServer.Start(async visit =>
        {
            // Leaves no garbage either: requests are of known length, and their text is of no interest.
            var answer = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nhello"u8.ToArray();
            var first = await visit.RequestAsync();
            await visit.WriteAsync(answer);
            while (await visit.SkipAsync(first!.Length)) await visit.WriteAsync(answer);
        });
        using var transport = new HttpTransport();
        var allocated = new long[Requests / 2 / Window];
        Array.Fill(allocated, long.MaxValue); // unless it is told: a user that changed threads says nothing
        var catalog = new ScenarioCatalog([new ScenarioDefinition("get", "", user => new Getter(user, transport, allocated))]);
        var plan = PlanReader.Read($$"""{"scenarios": {"get": {"executor": "per-vu-iterations", "vus": 1, "iterations": {{Requests}}, "maxDuration": "10m"} } }""", catalog).Plan!;
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
        Assert.Equal((Requests, 0), ((int)store.Query("http_reqs").Sum, (int)store.Query("http_req_failed").Passes));
        Array.Sort(allocated);
        return allocated[allocated.Length / 2];
    }

    // A user in a closed loop stays on the thread of its connection: what that thread allocates is the user's, whatever the others do meanwhile.
    private sealed class Getter(VirtualUser user, HttpTransport transport, long[] windows) : IScenario, IAsyncDisposable
    {
        private readonly HttpSession _http = new(user, transport);
        private readonly HttpCall _call = new(HttpMethod.Get, "/", "get");
        private int _thread;
        private long _before;

        [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
        public async ValueTask RunIterationAsync(CancellationToken stop)
        {
            var result = await _http.SendAsync(_call, stop).ConfigureAwait(false);
            user.Check("status is 200", result.Status == 200);
            if ((user.Iteration + 1) % Window == 0) EndWindow();
        }

        // The first half is not looked at.
        private void EndWindow()
        {
            var number = (user.Iteration / Window) - windows.Length;
            var (thread, bytes) = (Environment.CurrentManagedThreadId, GC.GetAllocatedBytesForCurrentThread());
            if (number >= 0 && thread == _thread) windows[number] = bytes - _before;
            (_thread, _before) = (thread, bytes);
        }

        public ValueTask DisposeAsync() => _http.DisposeAsync();
    }
}
