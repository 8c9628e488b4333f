using UpCoach.Engine.Tests.Running;
using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.Scenarios;

namespace UpCoach.Engine.Tests.Executors;

/// <summary>
/// wrk2's experiment: a target that answers at once but stands still for the first second of every ten, at 200 arrivals a second. What arrives
/// t before the end of a stall waits t, so the response time's 95th percentile is 500 ms and its 99th is 900 ms.
/// </summary>
public sealed class StallTests
{
    private static readonly TimeSpan s_period = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_stall = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData(300, "drop")]
    [InlineData(10, "queue")]
    public async Task ResponseTime_StalledTarget_IsTheTruth(int users, string busy)
    {
        var run = await StallAsync(users, busy);

        var response = run.Store.Query(BuiltInMetrics.HttpReqResponseTime.Name);
        Assert.InRange(response.Percentile(95), 490, 510);
        Assert.InRange(response.Percentile(99), 882, 918);
        Assert.Equal((6000, 0), (response.Count, run.Result!.Progress.Dropped));
    }

    [Fact]
    public async Task Dropping_StalledTargetAndTooFewUsers_SaysWhatItDidNotSee()
    {
        var run = await StallAsync(10, "drop");

        Assert.InRange(run.Result!.Progress.Dropped, 560, 575);
        Assert.Equal(run.Result.Progress.Dropped, run.Sum("dropped_iterations"));
        Assert.Equal(6000, run.Sum("offered_iterations"));
    }

    private static Task<VirtualRun> StallAsync(int users, string busy)
    {
        long? start = null;
        return new VirtualRun().RunAsync(
            $$"""{"a": {"executor": "constant-arrival-rate", "rate": 200, "duration": "30s", "preAllocatedVUs": {{users}}, "busy": "{{busy}}"} }""",
            async (user, stop) =>
            {
                start ??= user.Due;
                var at = user.Clock.GetElapsedTime(start.Value);
                var left = s_stall - TimeSpan.FromTicks(at.Ticks % s_period.Ticks);
                if (left > TimeSpan.Zero) await VirtualRun.Think((int)Math.Ceiling(left.TotalMilliseconds))(user, stop);
                Record(user);
            });
    }

    private static void Record(VirtualUser user) => user.Recorder.Trend(
        user.Recorder.Series.Find(BuiltInMetrics.HttpReqResponseTime, user.Tags),
        (long)user.Clock.GetElapsedTime(user.Due).TotalMicroseconds);
}
