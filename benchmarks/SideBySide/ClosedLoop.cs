using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.Plans;
using UpCoach.LoadRunners.Engine.Running;
using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Protocols.Http;

namespace UpCoach.Benchmarks.SideBySide;

/// <summary>Users that send one request after the other: the most that a client can send on its core.</summary>
internal static class ClosedLoop
{
    public static async Task RunAsync(string client, Uri target, int connections, TimeSpan duration)
    {
        using var transport = new HttpTransport(new HttpTransportOptions
        {
            Client = client.EndsWith("runtime", StringComparison.Ordinal) ? HttpClientKind.Sockets : HttpClientKind.Lean,
            Engine = client.EndsWith("sockets", StringComparison.Ordinal) ? ConnectionEngine.Sockets : ConnectionEngine.Fastest,
        });
        await (client switch
        {
            "httpclient" => RunHttpClientAsync(target, connections, duration),
            "script" => RunEngineAsync(transport, target, connections, duration, user => new ScriptScenario(user, transport)),
            _ when client.StartsWith("engine", StringComparison.Ordinal) =>
                RunEngineAsync(transport, target, connections, duration, user => new GetScenario(user, transport)),
            _ => RunSessionsAsync(transport, target, connections, duration),
        });
    }

    /// <summary>A plan with all metrics, as the runner runs it.</summary>
    private static async Task RunEngineAsync(
        HttpTransport transport, Uri target, int users, TimeSpan duration, Func<VirtualUser, IScenario> create)
    {
        var catalog = new ScenarioCatalog([new ScenarioDefinition("loop", "", create)]);
        var text = string.Create(CultureInfo.InvariantCulture,
            $"{{'scenarios': {{'loop': {{'executor': 'constant-vus', 'vus': {users}, 'duration': '{duration.TotalSeconds + 2}s', 'gracefulStop': '1s'}}}}}}")
            .Replace('\'', '"');
        var plan = PlanReader.Read(text, catalog).Plan!;
        await using var run = new LoadRun(plan, catalog, new LoadRunOptions { Target = target });
        await run.PrepareAsync(CancellationToken.None);
        var meter = new Meter();
        var store = new MetricStore();
        var seconds = 0;
        await run.RunAsync(
            TimeProvider.System.GetTimestamp(),
            interval =>
            {
                if (seconds++ == 1) meter.Begin();
                else if (seconds > 2) store.Add(interval);
                if (seconds == 2 + (int)duration.TotalSeconds) meter.End((long)store.Query("http_reqs").Sum);
                return ValueTask.CompletedTask;
            },
            CancellationToken.None);
        meter.Print(store.Query("http_req_failed").Rate > 0 ? "FAILED REQUESTS" : "");
    }

    /// <summary>Sessions without the engine around them.</summary>
    private static Task RunSessionsAsync(HttpTransport transport, Uri target, int users, TimeSpan duration)
    {
        var recorder = new MetricRecorder();
        return LoopAsync(users, duration, number =>
        {
            var user = new VirtualUser(new VirtualUserOptions { Scenario = "loop", Number = number, Target = target, Recorder = recorder });
            var session = new HttpSession(user, transport);
            var call = new HttpCall(HttpMethod.Get, "/", "loop");
            return [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))] async ValueTask<bool> () =>
            {
                user.Iteration++;
                return (await session.SendAsync(call, CancellationToken.None).ConfigureAwait(false)).Status == 200;
            };
        });
    }

    /// <summary>What one writes without a load tool.</summary>
    private static async Task RunHttpClientAsync(Uri target, int users, TimeSpan duration)
    {
        using var client = new HttpClient();
        await LoopAsync(users, duration, _ => async () =>
        {
            var clock = Stopwatch.StartNew();
            using var response = await client.GetAsync(target).ConfigureAwait(false);
            await response.Content.ReadAsByteArrayAsync().ConfigureAwait(false);
            return response.IsSuccessStatusCode && clock.Elapsed > TimeSpan.Zero;
        });
    }

    private static async Task LoopAsync(int users, TimeSpan duration, Func<int, Func<ValueTask<bool>>> open)
    {
        var (over, done, failed) = (false, 0L, 0L);
        var meter = new Meter();
        var loops = Enumerable.Range(1, users).Select(number => Task.Run(async () =>
        {
            var once = open(number);
            while (!Volatile.Read(ref over))
            {
                if (!await once().ConfigureAwait(false)) Interlocked.Increment(ref failed);
                Interlocked.Increment(ref done);
            }
        })).ToArray();
        await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System);
        var before = Volatile.Read(ref done);
        meter.Begin();
        await Task.Delay(duration, TimeProvider.System);
        meter.End(Volatile.Read(ref done) - before);
        Volatile.Write(ref over, true);
        await Task.WhenAll(loops);
        meter.Print(failed > 0 ? "FAILED REQUESTS" : "");
    }
}
