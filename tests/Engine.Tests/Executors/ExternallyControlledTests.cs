using UpCoach.Engine.Tests.Running;
using UpCoach.LoadRunners.Engine.Plans;
using UpCoach.LoadRunners.Engine.Running;
using UpCoach.LoadRunners.Engine.Segments;

namespace UpCoach.Engine.Tests.Executors;

public sealed class ExternallyControlledTests
{
    private const string Plan = """{"a": {"executor": "externally-controlled", "vus": 2, "maxVUs": 10, "duration": "10s", "gracefulStop": "1s"}}""";

    [Fact]
    public async Task Nobody_Controls_RunsItsUsersForItsDuration()
    {
        var run = await new VirtualRun().RunAsync(Plan, VirtualRun.Think(100));

        Assert.Equal((200, 0, 10), (run.Result!.Progress.Complete, run.Result.Progress.Interrupted, run.Result.Progress.VusMax));
        Assert.Equal([1, 2], run.Begins.Select(begin => begin.Vu).Distinct().Order());
    }

    [Fact]
    public async Task Scale_UpAndDown_StartsAndStopsUsers()
    {
        var run = await Controlled(
            (2.0, control => control.Scale(5)),
            (4.0, control => control.Scale(1)),
            (6.0, control => control.Scale(12, maxVus: 12)));

        Assert.Equal([2, 5, 1, 1, 12], new[] { 1.5, 3.5, 4.5, 5.5, 7.5 }.Select(at => UsersAt(run, at)));
        Assert.Equal(12, run.Result!.Progress.VusMax);
        Assert.Equal(0, run.Result.Progress.Interrupted);
    }

    [Fact]
    public async Task PauseAndResume_Users_EndTheirIterationsAndBeginAgain()
    {
        var run = await Controlled((2.0, control => control.Pause()), (3.0, control => control.Scale(4)), (5.0, control => control.Resume()));

        Assert.Equal([2, 0, 0, 4], new[] { 1.5, 2.5, 4.5, 5.5 }.Select(at => UsersAt(run, at)));
        Assert.Equal(0, run.Result!.Progress.Interrupted);
    }

    [Fact]
    public async Task Segments_OneCall_AddUpToTheWhole()
    {
        var users = new HashSet<int>();
        foreach (var segment in ExecutionSegment.Partition(3))
        {
            var run = await Controlled(segment, (2.0, control => control.Scale(7)));
            Assert.All(run.Begins.Select(begin => begin.Vu).Distinct(), vu => Assert.True(users.Add(vu)));
        }

        Assert.Equal(Enumerable.Range(1, 7), users.Order());
    }

    [Fact]
    public async Task NoDuration_Run_EndsWhenItIsStopped()
    {
        using var stop = new CancellationTokenSource();
        var run = await new VirtualRun
        {
            Stop = stop.Token,
            OnStep = (_, at) =>
            {
                if (at >= TimeSpan.FromSeconds(2.95) && !stop.IsCancellationRequested) stop.Cancel();
            },
        }.RunAsync("""{"a": {"executor": "externally-controlled"}}""", VirtualRun.Think(100));

        Assert.Equal(30, run.Begins.Count);
    }

    [Fact]
    public void Control_OutOfRange_ChangesNothing()
    {
        var control = new LoadControl(PlanReader.Read($$"""{"scenarios": {{Plan}} }""").Plan!);

        Assert.Throws<ArgumentOutOfRangeException>(() => control.Scale(11));
        Assert.Throws<ArgumentOutOfRangeException>(() => control.Scale(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => control.Scale(1, 2_000_000));
        Assert.Equal(new LoadControlState(IsPaused: false, 2, 10), control.State);
    }

    [Fact]
    public void Control_PlanWithoutSuchScenario_Refuses()
    {
        var control = new LoadControl(PlanReader.Read("""{"scenarios": {"a": {"executor": "shared-iterations"}}}""").Plan!);

        Assert.False(control.CanControl);
        Assert.Throws<InvalidOperationException>(control.Pause);
    }

    private static Task<VirtualRun> Controlled(params (double At, Action<LoadControl> Do)[] orders) => Controlled(ExecutionSegment.Whole, orders);

    private static Task<VirtualRun> Controlled(ExecutionSegment segment, params (double At, Action<LoadControl> Do)[] orders)
    {
        var next = 0;
        return new VirtualRun
        {
            Segment = segment,
            OnStep = (run, at) =>
            {
                if (next < orders.Length && at.TotalSeconds >= orders[next].At) orders[next++].Do(run.Control);
            },
        }.RunAsync(Plan, VirtualRun.Think(100));
    }

    private static int UsersAt(VirtualRun run, double seconds) =>
        run.Begins.Where(begin => begin.At.TotalSeconds > seconds - 0.15 && begin.At.TotalSeconds <= seconds).Select(begin => begin.Vu).Distinct().Count();
}
