using System.Net.Sockets;
using UpCoach.Engine.Tests.Running;
using UpCoach.LoadRunners.Analysis.Generator;
using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.Plans;
using UpCoach.LoadRunners.Engine.Running;
using UpCoach.LoadRunners.Engine.Scenarios;

namespace UpCoach.Analysis.Tests;

/// <summary>Whole runs whose generator breaks its promise on purpose.</summary>
public sealed class CertificateTests
{
    private const string Arrivals = "\"executor\": \"constant-arrival-rate\", \"rate\": 200, \"duration\": \"20s\", \"preAllocatedVUs\": 10";

    private static readonly string[] s_rulesOfWork = ["own-cpu", "schedule-lag", "littles-law", "achieved-rate", "gc-pause"];

    [Fact]
    public async Task TooFewUsers_StalledTarget_VoidsTheRun()
    {
        var certificate = Certify(await StallAsync("drop"));

        var breach = Assert.Single(certificate.Breaches);
        Assert.Equal("achieved-rate", breach.Rule);
        Assert.Contains("\"busy\": \"queue\"", breach.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Queue_ThatEmpties_IsNoBreach()
    {
        var certificate = Certify(await StallAsync("queue"));

        Assert.Empty(certificate.Breaches);
        Assert.Equal(1, certificate.AchievedRatio);
    }

    [Fact]
    public async Task Queue_ThatGrowsToTheEnd_VoidsTheRun()
    {
        // 10 users of 0.1 s each are good for 100 a second: half of what arrives still waits at the end.
        var run = await new VirtualRun().RunAsync($$"""{"a": { {{Arrivals}}, "busy": "queue", "gracefulStop": "1s"} }""", VirtualRun.Think(100));

        var breach = Assert.Single(Certify(run).Breaches);
        Assert.Equal("achieved-rate", breach.Rule);
        Assert.Contains("never emptied", breach.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CleanRun_AnyExecutor_IsValid()
    {
        var run = await new VirtualRun().RunAsync(
            $$"""{"open": { {{Arrivals}} }, "closed": {"executor": "constant-vus", "vus": 5, "duration": "20s"} }""", VirtualRun.Think(30));

        var certificate = Certify(run);
        Assert.Empty(certificate.Breaches);
        Assert.Equal(0, certificate.LittlesLawError!.Value, 0.001);
    }

    [Fact]
    public async Task CpuHog_MoreWorkThanCores_VoidsTheRun()
    {
        // Each iteration computes for some 30 ms, and they come faster than all cores can take them: a fixed amount of work, since time also passes for who has no core.
        var rate = 100 * Environment.ProcessorCount;
        var plan = PlanOf($$"""{"a": {"executor": "constant-arrival-rate", "rate": {{rate}}, "duration": "2s", "preAllocatedVUs": 2000, "gracefulStop": "3s"} }""");

        var certificate = await RunAsync(plan, (user, stop) =>
        {
            for (var n = 0; n < 20_000_000 && !stop.IsCancellationRequested; n++) _ = user.Number % (n + 1);
            return ValueTask.CompletedTask;
        });

        Assert.NotEmpty(certificate.Breaches);
        Assert.All(certificate.Breaches, breach => Assert.Contains(breach.Rule, s_rulesOfWork));
        Assert.All(certificate.Breaches, breach => Assert.NotEmpty(breach.Remedy));
    }

    [Theory]
    [InlineData((int)SocketError.AddressNotAvailable)]
    [InlineData((int)SocketError.TooManyOpenSockets)]
    [InlineData(99)] // Linux's EADDRNOTAVAIL, as a call of our own gives it
    public async Task NoPortLeft_ScenarioThatSaysSo_VoidsTheRun(int code)
    {
        var run = await new VirtualRun().RunAsync(
            """{"a": {"executor": "shared-iterations"}}""",
            (_, _) => throw new HttpRequestException("connect", new SocketException(code)));

        Assert.Equal("sockets", Assert.Single(Certify(run).Breaches).Rule);
    }

    [Fact]
    public void LongPause_InTheMetrics_VoidsTheRun()
    {
        var recorder = new MetricRecorder();
        recorder.Count(recorder.Series.Find(BuiltInMetrics.GeneratorLongGcPauseSeconds, TagSet.Empty), 0.5);
        var store = new MetricStore();
        store.Add(recorder.TakeInterval(TimeSpan.Zero, TimeSpan.FromSeconds(10), 1));

        var certificate = GeneratorRule.Certify(GeneratorObservation.Of(PlanOf("""{"a": {"executor": "shared-iterations"}}"""), store));

        Assert.Equal("gc-pause", Assert.Single(certificate.Breaches).Rule);
    }

    [Fact]
    public async Task DroppedOfAClosedScenario_IsNoBreachOfTheOpenOne()
    {
        var run = await new VirtualRun().RunAsync(
            $$"""{"open": { {{Arrivals}} }, "closed": {"executor": "shared-iterations", "vus": 1, "iterations": 1000000, "maxDuration": "2s"} }""",
            VirtualRun.Think(10));

        Assert.Empty(Certify(run).Breaches);
        Assert.True(run.Sum("dropped_iterations") > 900_000);
    }

    private static Task<VirtualRun> StallAsync(string busy) => new VirtualRun().RunAsync(
        $$"""{"a": { {{Arrivals}}, "busy": "{{busy}}"} }""",
        (user, stop) => user.Clock.GetUtcNow().TimeOfDay.TotalSeconds % 10 < 1
            ? VirtualRun.Think(1000 - user.Clock.GetUtcNow().Millisecond)(user, stop)
            : ValueTask.CompletedTask);

    // The time is virtual but the garbage collector's pauses are real ones, long on a busy machine: they are no part of the experiment.
    private static GeneratorCertificate Certify(VirtualRun run) =>
        GeneratorRule.Certify(GeneratorObservation.Of(run.Plan!, run.Store) with { LongGcPauseSeconds = 0 });

    private static LoadPlan PlanOf(string scenarios) => PlanReader.Read($$"""{"scenarios": {{scenarios}} }""").Plan!;

    private static async Task<GeneratorCertificate> RunAsync(LoadPlan plan, Func<VirtualUser, CancellationToken, ValueTask> iterate)
    {
        var catalog = new ScenarioCatalog([new ScenarioDefinition("a", "", user => new ScriptedScenario(user, iterate))]);
        await using var run = new LoadRun(plan, catalog, new LoadRunOptions { Target = new Uri("http://127.0.0.1:1") });
        var store = new MetricStore();
        await run.PrepareAsync(TestContext.Current.CancellationToken);
        await run.RunAsync(TimeProvider.System.GetTimestamp(), interval =>
        {
            store.Add(interval);
            return ValueTask.CompletedTask;
        }, TestContext.Current.CancellationToken);
        var cpu = store.Query(BuiltInMetrics.GeneratorCpuSeconds.Name).Sum / store.Elapsed.TotalSeconds / Environment.ProcessorCount;
        return GeneratorRule.Certify(GeneratorObservation.Of(plan, store) with { CpuRatio = cpu });
    }
}
