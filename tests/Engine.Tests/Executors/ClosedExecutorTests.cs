using UpCoach.Engine.Tests.Running;
using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.Running;
using UpCoach.LoadRunners.Engine.Segments;

namespace UpCoach.Engine.Tests.Executors;

public sealed class ClosedExecutorTests
{
    [Fact]
    public async Task ConstantVus_FixedIterationTime_CompletesAsManyAsFit()
    {
        var run = await new VirtualRun().RunAsync(
            """{"a": {"executor": "constant-vus", "vus": 5, "duration": "10s"}}""", VirtualRun.Think(100));

        // Starts are spread over 0.5 s: a user that begins d late begins ceil((10 - d) / 0.1) iterations, and the last may end after the time.
        Assert.InRange(run.Result!.Progress.Complete, 5 * 95, 5 * 100);
        Assert.Equal(0, run.Result.Progress.Interrupted);
        Assert.Equal([1, 2, 3, 4, 5], run.Begins.Select(begin => begin.Vu).Distinct().Order());
        Assert.All(run.Begins, begin => Assert.True(begin.At < TimeSpan.FromSeconds(10)));
    }

    [Theory]
    [InlineData("shared-iterations", 30)]
    [InlineData("per-vu-iterations", 60)]
    public async Task FixedIterations_TimeIsUpBefore_DropsTheRest(string executor, int planned)
    {
        var run = await new VirtualRun().RunAsync(
            $$"""{"a": {"executor": "{{executor}}", "vus": 2, "iterations": 30, "maxDuration": "2s"} }""", VirtualRun.Think(500));

        Assert.Equal((8, planned - 8), (run.Result!.Progress.Complete, run.Result.Progress.Dropped));
    }

    [Fact]
    public async Task NothingDropped_ScenarioThatRan_IsAKnownZero()
    {
        var run = await new VirtualRun().RunAsync("""{"a": {"executor": "constant-vus", "duration": "2s"}}""", VirtualRun.Think(500));

        var dropped = run.Store.Query("dropped_iterations");
        Assert.Equal((false, 0.0), (dropped.IsEmpty, dropped.Sum));
        Assert.True(run.Store.Query("dropped_iterations", TagSelector.Of("scenario", "renamed")).IsEmpty);
    }

    [Fact]
    public async Task LittlesLaw_IterationsOfAnyEnd_AccountForTheUsersTime()
    {
        var run = await new VirtualRun().RunAsync(
            """{"a": {"executor": "constant-vus", "vus": 3, "duration": "2s", "gracefulStop": "0s"}}""", VirtualRun.Think(700));

        Assert.Equal(run.Sum("vu_seconds"), run.Sum("iteration_seconds"), 0.01);
        Assert.InRange(run.Sum("vu_seconds"), 5.7, 6.1);
    }

    [Fact]
    public async Task ConstantVus_Starts_AreSpread()
    {
        var run = await new VirtualRun().RunAsync(
            """{"a": {"executor": "constant-vus", "vus": 10, "duration": "10s"}}""", VirtualRun.Think(60_000));

        Assert.Equal(10, run.Begins.Select(begin => begin.At).Distinct().Count());
        Assert.True(run.Begins.Max(begin => begin.At) < TimeSpan.FromSeconds(0.5));
    }

    [Fact]
    public async Task ConstantVus_IterationLongerThanGrace_IsInterrupted()
    {
        var run = await new VirtualRun().RunAsync(
            """{"a": {"executor": "constant-vus", "vus": 2, "duration": "2s", "gracefulStop": "1s"}}""", VirtualRun.Think(10_000));

        Assert.Equal(0, run.Result!.Progress.Complete);
        Assert.Equal(2, run.Result.Progress.Interrupted);
        Assert.True(run.Result.Elapsed >= TimeSpan.FromSeconds(3));
        Assert.False(run.Result.WasStopped);
    }

    [Fact]
    public async Task ConstantVus_IterationShorterThanGrace_IsComplete()
    {
        var run = await new VirtualRun().RunAsync(
            """{"a": {"executor": "constant-vus", "vus": 2, "duration": "2s", "gracefulStop": "10s"}}""", VirtualRun.Think(5_000));

        Assert.Equal(2, run.Result!.Progress.Complete);
        Assert.Equal(0, run.Result.Progress.Interrupted);
    }

    [Fact]
    public async Task SharedIterations_MoreThanUsers_AreDoneExactlyOnce()
    {
        var run = await new VirtualRun().RunAsync(
            """{"a": {"executor": "shared-iterations", "vus": 3, "iterations": 100}}""", VirtualRun.Think(10));

        Assert.Equal(100, run.Begins.Count);
        Assert.Equal(100, run.Sum("iterations"));
        Assert.True(run.Result!.Elapsed < TimeSpan.FromSeconds(2));
        Assert.Equal(1, run.Result.Progress.Scenarios[0].Fraction);
    }

    [Fact]
    public async Task SharedIterations_MaxDuration_EndsThem()
    {
        var run = await new VirtualRun().RunAsync(
            """{"a": {"executor": "shared-iterations", "vus": 1, "iterations": 100, "maxDuration": "1s", "gracefulStop": "0s"}}""", VirtualRun.Think(300));

        Assert.Equal(3, run.Result!.Progress.Complete);
        Assert.Equal(1, run.Result.Progress.Interrupted);
    }

    [Fact]
    public async Task PerVuIterations_EveryUser_DoesItsNumber()
    {
        var run = await new VirtualRun().RunAsync(
            """{"a": {"executor": "per-vu-iterations", "vus": 4, "iterations": 7}}""", VirtualRun.Think(10));

        Assert.Equal([(1, 7), (2, 7), (3, 7), (4, 7)], run.Begins.GroupBy(begin => begin.Vu).Select(group => (group.Key, group.Count())).Order());
    }

    [Fact]
    public async Task RampingVus_UpAndDown_FollowsTheStages()
    {
        var seen = new Dictionary<int, int>();
        var run = await new VirtualRun { OnStep = Look }.RunAsync(
            """
            {"a": {"executor": "ramping-vus", "startVUs": 0, "gracefulRampDown": "0s",
                   "stages": [{"duration": "4s", "target": 8}, {"duration": "2s", "target": 8}, {"duration": "4s", "target": 0}]}}
            """,
            VirtualRun.Think(50));

        Assert.Equal((2, 4, 8, 8, 5), (seen[1100], seen[2100], seen[4100], seen[5900], seen[7900]));
        Assert.Equal(8, run.Begins.Select(begin => begin.Vu).Distinct().Count());
        Assert.Equal(8, run.Store.Query("vus").Max);

        void Look(LoadRun one, TimeSpan at) => seen[(int)at.TotalMilliseconds] = one.Progress().Vus;
    }

    [Fact]
    public async Task RampingVus_GracefulRampDown_LetsTheIterationEnd()
    {
        const string Plan =
            """
            {"a": {"executor": "ramping-vus", "startVUs": 1, "gracefulRampDown": "GRACE", "gracefulStop": "30s",
                   "stages": [{"duration": "1s", "target": 0}, {"duration": "5s", "target": 0}]}}
            """;
        var kept = await new VirtualRun().RunAsync(Plan.Replace("GRACE", "3s", StringComparison.Ordinal), VirtualRun.Think(2000));
        var cut = await new VirtualRun().RunAsync(Plan.Replace("GRACE", "500ms", StringComparison.Ordinal), VirtualRun.Think(2000));

        Assert.Equal((1, 0), (kept.Result!.Progress.Complete, kept.Result.Progress.Interrupted));
        Assert.Equal((0, 1), (cut.Result!.Progress.Complete, cut.Result.Progress.Interrupted));
    }

    [Fact]
    public async Task RampingVus_UserBackBeforeItLeft_GoesOn()
    {
        var run = await new VirtualRun().RunAsync(
            """
            {"a": {"executor": "ramping-vus", "startVUs": 1, "gracefulRampDown": "30s", "gracefulStop": "0s",
                   "stages": [{"duration": "1s", "target": 0}, {"duration": "1s", "target": 1}, {"duration": "8s", "target": 1}]}}
            """,
            VirtualRun.Think(3000));

        // It begins at 0, 3, 6 and 9 s: the stop at 1 s was taken back at 2 s.
        Assert.Equal([0, 3, 6, 9], run.Begins.Select(begin => (int)Math.Round(begin.At.TotalSeconds)));
        Assert.Equal((3, 1), (run.Result!.Progress.Complete, run.Result.Progress.Interrupted));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public async Task AnySegments_OfClosedExecutors_AddUpToTheWhole(int segments)
    {
        const string Plan =
            """
            {"shared": {"executor": "shared-iterations", "vus": 4, "iterations": 11},
             "each": {"executor": "per-vu-iterations", "vus": 7, "iterations": 3},
             "ramp": {"executor": "ramping-vus", "startVUs": 2, "stages": [{"duration": "1s", "target": 5}, {"duration": "1s", "target": 5}]}}
            """;
        List<int> users = [];
        var (iterations, steady) = (0.0, 0);
        foreach (var segment in ExecutionSegment.Partition(segments))
        {
            var run = await new VirtualRun { Segment = segment }.RunAsync(Plan, (user, stop) =>
            {
                if (user.Scenario == "ramp") users.Add(user.Number);
                return VirtualRun.Think(2_500)(user, stop);
            });
            iterations += run.Sum("iterations");
            steady += run.Intervals.Max(interval => interval.Vus);
        }

        Assert.Equal(11 + 21 + 5, iterations);
        Assert.Equal([1, 2, 3, 4, 5], users.Order());
        Assert.Equal(4 + 7 + 5, steady);
    }
}
