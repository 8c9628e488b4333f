using UpCoach.LoadRunners.Engine.Clocks;
using UpCoach.LoadRunners.Engine.Running;
using UpCoach.LoadRunners.Engine.Segments;
using UpCoach.LoadRunners.Engine.Users;

namespace UpCoach.LoadRunners.Engine.Executors;

/// <summary>What an executor works with: a start stamp, a clock, users, and where to count.</summary>
internal sealed class ExecutorContext
{
    private readonly TaskCompletionSource _idle = new();
    private int _busy = 1; // the executor itself is one
    private int _vus;

    public required ExecutionSegment Segment { get; init; }

    public required TimeProvider Clock { get; init; }

    public required IPacer Pacer { get; init; }

    public required UserPool Users { get; init; }

    public required ScenarioTally Tally { get; init; }

    /// <summary>Gets what somebody asks for while the run goes on.</summary>
    public required LoadControl Control { get; init; }

    /// <summary>Gets when the scenario starts, as a timestamp.</summary>
    public required long StartAt { get; init; }

    /// <summary>Gets the token that cuts iterations off.</summary>
    public required CancellationToken HardStop { get; init; }

    /// <summary>Gets whether work begins on the calling thread (virtual time) and not in the thread pool.</summary>
    public required bool StartInline { get; init; }

    /// <summary>Gets the users that run.</summary>
    public int Vus => Volatile.Read(ref _vus);

    /// <summary>Gets the task that ends when the executor and all that it began have ended.</summary>
    public Task Idle => _idle.Task;

    public long At(TimeSpan sinceStart) => Clock.After(StartAt, sinceStart);

    /// <summary>Begins the work of one running user: a loop, or one iteration.</summary>
    public void Begin(Func<ValueTask> work)
    {
        Interlocked.Increment(ref _busy);
        Interlocked.Increment(ref _vus);
        var handedOver = Clock.GetTimestamp();
        if (StartInline)
        {
            _ = RunAsync(work, handedOver);
        }
        else
        {
            ThreadPool.UnsafeQueueUserWorkItem(
                static state =>
                {
                    ThreadSlice.Shorten();
                    _ = state.Context.RunAsync(state.Work, state.HandedOver);
                },
                (Context: this, Work: work, HandedOver: handedOver), preferLocal: false);
        }
    }

    /// <summary>Says that the executor begins nothing more.</summary>
    public void Close() => Leave();

    private async Task RunAsync(Func<ValueTask> work, long handedOver)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        finally
        {
            Tally.Worked(handedOver, Clock.GetTimestamp());
            Interlocked.Decrement(ref _vus);
            Leave();
        }
    }

    private void Leave()
    {
        if (Interlocked.Decrement(ref _busy) == 0) _idle.TrySetResult();
    }
}
