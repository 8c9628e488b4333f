using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Runner;
using UpCoach.LoadRunners.Runner.Outputs;

namespace UpCoach.Runner.Tests.Outputs;

public sealed class OutputPumpTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Output_ThatCannotBegin_EndsTheCommandBeforeTheLoad()
    {
        await using var pump = new OutputPump("json=x", new Scripted(open: new IOException("no room")));
        var problem = await Assert.ThrowsAsync<CommandException>(() => pump.OpenAsync(Seconds.Run(), Stop));
        Assert.Equal("--out json=x can't be opened: no room", problem.Message);
    }

    [Fact]
    public async Task Output_ThatFailsOnce_LosesThatSecondAndSaysSo()
    {
        var output = new Scripted(second: number => number == 1 ? new IOException("broken pipe") : null);
        await using var pump = new OutputPump("json=x", output);
        await pump.OpenAsync(Seconds.Run(), Stop);
        for (var second = 0; second < 3; second++)
        {
            pump.Take(Seconds.Of(second));
        }

        Assert.Equal("--out json=x lost 1 of 3 seconds: broken pipe", await pump.CloseAsync(Stop));
        Assert.Equal([0, 2], output.Written);
    }

    [Fact]
    public async Task Output_ThatWorks_LosesNothing()
    {
        await using var pump = new OutputPump("json=x", new Scripted());
        await pump.OpenAsync(Seconds.Run(), Stop);
        pump.Take(Seconds.Of(0));
        Assert.Null(await pump.CloseAsync(Stop));
    }

    [Fact]
    public async Task Output_ThatHangs_DoesNotHoldTheRun()
    {
        await using var pump = new OutputPump("json=x", new Scripted(hangs: true));
        await pump.OpenAsync(Seconds.Run(), Stop);
        for (var second = 0; second < 1000; second++)
        {
            pump.Take(Seconds.Of(second));
        }

        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        Assert.Contains("of 1000 seconds", await pump.CloseAsync(stop.Token), StringComparison.Ordinal);
    }

    private sealed class Scripted(IOException? open = null, Func<int, IOException?>? second = null, bool hangs = false) : IRunOutput
    {
        public List<int> Written { get; } = [];

        public ValueTask OpenAsync(OutputRun run, CancellationToken stop) => open is null ? ValueTask.CompletedTask : throw open;

        public async ValueTask WriteAsync(IntervalSnapshot interval, CancellationToken stop)
        {
            if (hangs) await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop);
            if (second?.Invoke((int)interval.Start.TotalSeconds) is { } problem) throw problem;
            Written.Add((int)interval.Start.TotalSeconds);
        }

        public ValueTask CloseAsync(CancellationToken stop) => ValueTask.CompletedTask;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
