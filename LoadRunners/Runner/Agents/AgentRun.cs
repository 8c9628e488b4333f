using System.Text;
using System.Text.Json;
using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.Running;
using UpCoach.LoadRunners.Runner.Runs;
using UpCoach.LoadRunners.Runner.Steering;

namespace UpCoach.LoadRunners.Runner.Agents;

/// <summary>One share of a run on an agent: prepared once, started once, its measurements streamed to the coordinator.</summary>
internal sealed class AgentRun(LoadRun run, AgentMetrics metrics, TimeProvider clock) : IAsyncDisposable
{
    private static readonly TimeSpan SignOfLife = TimeSpan.FromSeconds(1);
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _writing = new(1);
    private int _isStarted;

    /// <summary>Whether it was started.</summary>
    public bool IsStarted => _isStarted == 1;

    public Task PrepareAsync(CancellationToken stop) => run.PrepareAsync(stop);

    /// <summary>Steers the externally controlled scenario.</summary>
    public void Steer(LoadControlState state) => run.Control.Set(state);

    /// <summary>Asks the run to end early.</summary>
    public void Stop() => _stop.Cancel();

    /// <summary>Runs, and writes frames until the end. A coordinator that hangs up ends the run.</summary>
    public async Task StreamAsync(DateTimeOffset startAt, Stream stream, CancellationToken hangUp)
    {
        _isStarted = 1;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, hangUp);
        using var timer = new PeriodicTimer(SignOfLife, clock);
        var signs = ShowLifeAsync(timer, stream, hangUp);
        try
        {
            var result = await run.RunAsync(LoadRunSetup.TimestampOf(startAt, clock), interval => PublishAsync(stream, interval, hangUp), end.Token);
            timer.Dispose();
            await signs;
            var reply = new MemberResult(result.Elapsed, result.WasStopped, result.Progress, result.Errors);
            await WriteAsync(stream, FrameKind.Result, JsonSerializer.SerializeToUtf8Bytes(reply, AgentJson.Default.MemberResult), hangUp);
        }
        catch (Exception problem) when (problem is not OperationCanceledException && !hangUp.IsCancellationRequested)
        {
            await WriteAsync(stream, FrameKind.Problem, Encoding.UTF8.GetBytes(problem.Message), hangUp);
            throw;
        }
        finally
        {
            timer.Dispose();
            await signs;
            metrics.Rest();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await run.DisposeAsync();
        _stop.Dispose();
        _writing.Dispose();
    }

    private async ValueTask PublishAsync(Stream stream, IntervalSnapshot interval, CancellationToken hangUp)
    {
        metrics.Take(interval);
        await WriteAsync(stream, FrameKind.Interval, IntervalSnapshotWriter.Write(interval), hangUp);
    }

    private async Task ShowLifeAsync(PeriodicTimer timer, Stream stream, CancellationToken hangUp)
    {
        try
        {
            while (await timer.WaitForNextTickAsync(hangUp))
            {
                await WriteAsync(stream, FrameKind.Progress, JsonSerializer.SerializeToUtf8Bytes(run.Progress(), AgentJson.Default.LoadProgress), hangUp);
            }
        }
        catch (Exception problem) when (problem is OperationCanceledException or IOException)
        {
            // The coordinator has hung up; the run itself sees that too, and ends.
        }
    }

    private async ValueTask WriteAsync(Stream stream, FrameKind kind, ReadOnlyMemory<byte> payload, CancellationToken hangUp)
    {
        await _writing.WaitAsync(hangUp);
        try
        {
            await FrameStream.WriteAsync(stream, kind, payload, hangUp);
        }
        finally
        {
            _writing.Release();
        }
    }
}
