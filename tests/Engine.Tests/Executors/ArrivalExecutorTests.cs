using UpCoach.Engine.Tests.Running;
using UpCoach.LoadRunners.Engine.Segments;

namespace UpCoach.Engine.Tests.Executors;

public sealed class ArrivalExecutorTests
{
    [Fact]
    public async Task ConstantArrivalRate_EnoughUsers_BeginsEveryArrivalOnTime()
    {
        var run = await new VirtualRun().RunAsync(
            """{"a": {"executor": "constant-arrival-rate", "rate": 50, "duration": "4s", "preAllocatedVUs": 20}}""", VirtualRun.Think(300));

        Assert.Equal(200, run.Begins.Count);
        Assert.All(run.Begins.Index(), begin => Assert.Equal(begin.Index * 20, begin.Item.At.TotalMilliseconds, 0.001));
        Assert.Equal((200, 0), (run.Result!.Progress.Complete, run.Result.Progress.Dropped));
        Assert.Equal(200, run.Sum("offered_iterations"));
    }

    [Fact]
    public async Task ConstantArrivalRate_TooFewUsers_DropsTheRest()
    {
        // One user that takes 250 ms and arrivals each 100 ms: begins at 0, 0.3, 0.6, 0.9 s, and so on.
        var run = await new VirtualRun().RunAsync(
            """{"a": {"executor": "constant-arrival-rate", "rate": 10, "duration": "3s", "preAllocatedVUs": 1}}""", VirtualRun.Think(250));

        Assert.Equal((10, 20), (run.Result!.Progress.Complete, run.Result.Progress.Dropped));
        Assert.Equal(20, run.Sum("dropped_iterations"));
        Assert.Equal(30, run.Sum("offered_iterations"));
    }

    [Fact]
    public async Task ConstantArrivalRate_MaxVus_MakesMoreUsersOnDemand()
    {
        var run = await new VirtualRun().RunAsync(
            """{"a": {"executor": "constant-arrival-rate", "rate": 10, "duration": "3s", "preAllocatedVUs": 1, "maxVUs": 3}}""", VirtualRun.Think(250));

        Assert.Equal((30, 0), (run.Result!.Progress.Complete, run.Result.Progress.Dropped));
        Assert.Equal(3, run.Result.Progress.VusMax);
    }

    [Fact]
    public async Task ConstantArrivalRate_BusyQueue_BeginsLateAndCountsTheWait()
    {
        List<double> waits = [];
        var run = await new VirtualRun().RunAsync(
            """{"a": {"executor": "constant-arrival-rate", "rate": 10, "duration": "1s", "preAllocatedVUs": 1, "busy": "queue", "gracefulStop": "0s"}}""",
            (user, stop) =>
            {
                waits.Add((user.Clock.GetTimestamp() - user.Due) / (double)user.Clock.TimestampFrequency);
                return VirtualRun.Think(260)(user, stop);
            });

        // Begins at 0, 0.26, 0.52, 0.78 s for arrivals due at 0, 0.1, 0.2, 0.3 s; the others are dropped at the end.
        Assert.Equal([0, 0.16, 0.32, 0.48], waits.Select(wait => Math.Round(wait, 3)));
        Assert.Equal(6, run.Result!.Progress.Dropped);
    }

    [Fact]
    public async Task ConstantArrivalRate_BusyQueue_DrainsWhileGracefulStopLasts()
    {
        var run = await new VirtualRun().RunAsync(
            """{"a": {"executor": "constant-arrival-rate", "rate": 10, "duration": "1s", "preAllocatedVUs": 1, "busy": "queue"}}""", VirtualRun.Think(260));

        Assert.Equal((10, 0, 0), (run.Result!.Progress.Complete, run.Result.Progress.Interrupted, run.Result.Progress.Dropped));
        Assert.Equal(2.34, run.Begins[^1].At.TotalSeconds, 0.01);
    }

    [Fact]
    public async Task ConstantArrivalRate_TimeUnit_IsTheRatesUnit()
    {
        var run = await new VirtualRun().RunAsync(
            """{"a": {"executor": "constant-arrival-rate", "rate": 30, "timeUnit": "1m", "duration": "10s", "preAllocatedVUs": 5}}""", VirtualRun.Think(1));

        Assert.Equal([0, 2, 4, 6, 8], run.Begins.Select(begin => (int)Math.Round(begin.At.TotalSeconds)));
    }

    [Fact]
    public async Task RampingArrivalRate_K6Vector_BeginsAtThoseTimes()
    {
        var run = await new VirtualRun().RunAsync(
            """
            {"a": {"executor": "ramping-arrival-rate", "preAllocatedVUs": 5, "stages":
                [{"duration": "5s", "target": 1}, {"duration": "1s", "target": 1}, {"duration": "5s", "target": 0}]}}
            """,
            VirtualRun.Think(1));

        Assert.Equal([0, 3.162, 4.472, 5.5, 6.527, 7.837], run.Begins.Select(begin => begin.At.TotalSeconds), Nearly);
    }

    [Fact]
    public async Task RampingArrivalRate_StageOfRateZero_BeginsNothing()
    {
        var run = await new VirtualRun().RunAsync(
            """
            {"a": {"executor": "ramping-arrival-rate", "startRate": 10, "preAllocatedVUs": 5, "stages":
                [{"duration": "1s", "target": 10}, {"duration": "0s", "target": 0}, {"duration": "3s", "target": 0},
                 {"duration": "0s", "target": 10}, {"duration": "1s", "target": 10}]}}
            """,
            VirtualRun.Think(1));

        Assert.Equal(20, run.Begins.Count);
        Assert.DoesNotContain(run.Begins, begin => begin.At.TotalSeconds is > 0.95 and < 4);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public async Task AnySegments_OfArrivals_AreTheWholesArrivals(int segments)
    {
        const string Plan = """{"a": {"executor": "constant-arrival-rate", "rate": 25, "duration": "3s", "preAllocatedVUs": 10}}""";
        List<int> begins = [];
        HashSet<int> users = [];
        foreach (var segment in ExecutionSegment.Partition(segments))
        {
            var run = await new VirtualRun { Segment = segment }.RunAsync(Plan, VirtualRun.Think(1));
            begins.AddRange(run.Begins.Select(begin => (int)Math.Round(begin.At.TotalMilliseconds)));
            Assert.All(run.Begins.Select(begin => begin.Vu).Distinct(), vu => Assert.True(users.Add(vu)));
        }

        Assert.Equal(Enumerable.Range(0, 75).Select(n => n * 40), begins.Order());
        Assert.Equal(Enumerable.Range(1, 10), users.Order());
    }

    private static bool Nearly(double expected, double actual) => Math.Abs(expected - actual) < 0.002;
}
