using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Engine.Running;
using UpCoach.LoadRunners.Engine.Plans;
namespace UpCoach.Engine.Tests.Running;

public sealed class LoadRunTests
{
    private const string TenSeconds = """{"a": {"executor": "constant-vus", "vus": 3, "duration": "10s"}}""";

    [Fact]
    public async Task Run_Intervals_AreWholeSecondsAndThePartialLast()
    {
        var run = await new VirtualRun().RunAsync("""{"a": {"executor": "constant-vus", "vus": 3, "duration": "3s"}}""", VirtualRun.Think(400));

        Assert.Equal([0, 1, 2, 3], run.Intervals.Select(interval => interval.Start.TotalSeconds));
        Assert.All(run.Intervals.Take(3), interval => Assert.Equal(1, interval.Length.TotalSeconds));
        Assert.InRange(run.Intervals[3].Length.TotalSeconds, 0.001, 0.999);
        Assert.Equal(run.Result!.Progress.Complete, run.Sum("iterations"));
        Assert.All(run.Intervals.Take(3), interval => Assert.Equal(3, interval.Vus));
    }

    [Fact]
    public async Task Stop_InTheMiddle_EndsWithinTheStopGrace()
    {
        using var stop = new CancellationTokenSource();
        var run = await new VirtualRun
        {
            Stop = stop.Token,
            OnStep = (_, at) =>
            {
                if (at >= TimeSpan.FromSeconds(4)) stop.Cancel();
            },
        }.RunAsync(TenSeconds, VirtualRun.Think(60_000));

        Assert.True(run.Result!.WasStopped);
        Assert.Null(run.Result.AbortReason);
        Assert.Equal(3, run.Result.Progress.Interrupted);
        Assert.True(run.Result.Elapsed >= TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Abort_InTheMiddle_KeepsTheReasonAndWhatWasMeasured()
    {
        var run = await new VirtualRun
        {
            OnStep = (run, at) =>
            {
                if (at >= TimeSpan.FromSeconds(4)) run.Abort("p95 is crossed");
            },
        }.RunAsync(TenSeconds, VirtualRun.Think(100));

        Assert.Equal("p95 is crossed", run.Result!.AbortReason);
        Assert.InRange(run.Sum("iterations"), 3 * 34, 3 * 41);
        Assert.Equal(run.Result.Progress.Complete, run.Sum("iterations"));
    }

    [Fact]
    public async Task StartTime_OfAScenario_DelaysIt()
    {
        var run = await new VirtualRun().RunAsync(
            """
            {"a": {"executor": "per-vu-iterations", "iterations": 1, "startTime": "2s"},
             "b": {"executor": "per-vu-iterations", "iterations": 1}}
            """,
            VirtualRun.Think(100));

        Assert.Equal([0, 2], run.Begins.Select(begin => begin.At.TotalSeconds).Order());
    }

    [Fact]
    public async Task Exception_OfAScenario_IsCountedAndTheUserGoesOn()
    {
        var run = await new VirtualRun().RunAsync("""{"a": {"executor": "per-vu-iterations", "iterations": 5}}""", async (user, stop) =>
        {
            await user.ThinkAsync(TimeSpan.FromMilliseconds(10), stop);
            if (user.Iteration % 2 == 0) throw new InvalidOperationException("odd");
        });

        Assert.Equal((5, 3), (run.Sum("iterations"), run.Sum("iteration_errors")));
        Assert.Equal("InvalidOperationException: odd", Assert.Single(run.Result!.Errors));
    }

    [Fact]
    public async Task User_ChecksAndCustomMetrics_AreRecorded()
    {
        var run = await new VirtualRun().RunAsync("""{"a": {"executor": "per-vu-iterations", "iterations": 4, "tags": {"team": "x"}}}""", async (user, stop) =>
        {
            user.Check("even", user.Iteration % 2 == 0);
            user.Count("pages", 2);
            user.Trend("lag", user.Iteration * 1.5);
            user.Gauge("depth", user.Iteration);
            user.Rate("cached", user.Iteration == 0);
            await user.ThinkAsync(TimeSpan.FromMilliseconds(10), stop);
        });

        Assert.Equal(0.5, run.Store.Query("checks", new(LoadRunners.Engine.Metrics.TagSet.Of([new("check", "even"), new("team", "x"), new("scenario", "a")]))).Rate);
        Assert.Equal((8, 4.5, 3, 0.25), (run.Sum("pages"), run.Store.Query("lag").Max, run.Store.Query("depth").Value, run.Store.Query("cached").Rate));
    }

    [Fact]
    public async Task User_Random_IsTheSameInEveryRun()
    {
        async Task<List<int>> Draw()
        {
            List<int> drawn = [];
            await new VirtualRun().RunAsync("""{"a": {"executor": "per-vu-iterations", "vus": 3, "iterations": 2}}""", (user, stop) =>
            {
                drawn.Add(user.Random.Next());
                return user.ThinkAsync(TimeSpan.FromMilliseconds(10 * user.Number), stop);
            });
            return drawn;
        }

        var first = await Draw();
        Assert.Equal(first, await Draw());
        Assert.Equal(6, first.Distinct().Count());
    }

    [Fact]
    public async Task Due_AfterThinking_MovesByTheTimeThought()
    {
        List<double> dues = [];
        await new VirtualRun().RunAsync("""{"a": {"executor": "per-vu-iterations", "iterations": 1}}""", async (user, stop) =>
        {
            var begin = user.Due;
            await user.ThinkAsync(TimeSpan.FromMilliseconds(1500), stop);
            dues.Add(user.Clock.GetElapsedTime(begin, user.Due).TotalSeconds);
        });

        Assert.Equal([1.5], dues);
    }

    [Fact]
    public async Task Setup_LongerThanItsTimeout_SaysSo()
    {
        var plan = PlanReader.Read("""{"setupTimeout": "10ms", "scenarios": {"a": {"executor": "shared-iterations"}}}""").Plan!;
        await using var run = new LoadRun(plan, new ScenarioCatalog([new ScenarioDefinition("a", "", _ => new Slow())]), new LoadRunOptions { Target = new Uri("http://127.0.0.1:1") });

        var error = await Assert.ThrowsAsync<TimeoutException>(() => run.PrepareAsync(TestContext.Current.CancellationToken));

        Assert.Contains("setupTimeout of 10ms", error.Message, StringComparison.Ordinal);
    }

    private sealed class Slow : IPreparedScenario
    {
        public ValueTask PrepareAsync(CancellationToken stop) => new(Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop));

        public ValueTask RunIterationAsync(CancellationToken stop) => ValueTask.CompletedTask;
    }
}
