using UpCoach.LoadRunners.Engine.Clocks;
using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.Plans;
using UpCoach.LoadRunners.Engine.Scenarios;

namespace UpCoach.LoadRunners.Engine.Running;

/// <summary>One run of a plan, or of a segment of it, in this process: prepare, then run once.</summary>
public sealed class LoadRun : IAsyncDisposable
{
    private const int PreparedAtOnce = 16;

    private readonly MetricRecorder _recorder = new();
    private readonly GeneratorProbe _probe;
    private readonly List<ScenarioRun> _scenarios = [];
    private readonly CancellationTokenSource _abort = new();
    private long _startAt = long.MaxValue;
    private string? _abortReason;

    /// <summary>Initializes a run. Nothing happens yet.</summary>
    /// <exception cref="ArgumentException">The catalog lacks a scenario of the plan.</exception>
    public LoadRun(LoadPlan plan, ScenarioCatalog catalog, LoadRunOptions options)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(options);
        (Plan, Options) = (plan, options);
        Control = new LoadControl(plan);
        _probe = new GeneratorProbe(_recorder);
        foreach (var scenario in plan.Scenarios)
        {
            var definition = scenario.Inline is { } inline ? inline
                : catalog.TryFind(scenario.Exec, out var found) ? found
                : throw new ArgumentException($"The catalog has no scenario '{scenario.Exec}'.", nameof(catalog));
            _scenarios.Add(new ScenarioRun(scenario, plan, definition, options, _recorder, Control));
        }
    }

    /// <summary>Gets the plan.</summary>
    public LoadPlan Plan { get; }

    /// <summary>Gets the options.</summary>
    public LoadRunOptions Options { get; }

    /// <summary>Gets the control of the plan's externally controlled scenario, if it has one.</summary>
    public LoadControl Control { get; }

    /// <summary>Makes and prepares the virtual users and warms up, so that the clock starts on a generator that is ready.</summary>
    /// <exception cref="TimeoutException">It took longer than the plan's <c>setupTimeout</c>.</exception>
    /// <exception cref="Exception">What a scenario's preparation or the warm-up threw.</exception>
    public async Task PrepareAsync(CancellationToken stop)
    {
        using var late = new CancellationTokenSource(Plan.SetupTimeout ?? Timeout.InfiniteTimeSpan, Options.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, late.Token);
        try
        {
            var users = _scenarios.SelectMany(scenario => scenario.Users.Reserve(scenario.Demand.Initial)).ToList();
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = PreparedAtOnce, CancellationToken = either.Token };
            await Parallel.ForEachAsync(users, parallel, (user, token) => user.PrepareAsync(token)).ConfigureAwait(false);
            if (Options.WarmUp is { } warmUp) await warmUp(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !stop.IsCancellationRequested)
        {
            throw new TimeoutException($"The virtual users were not ready within the setupTimeout of {DurationText.Of(Plan.SetupTimeout!.Value)}.");
        }

        Discard();
    }

    /// <summary>Runs to the end.</summary>
    /// <param name="startAt">The start stamp, a timestamp of the options' clock; may lie in the future, so that agents start together.</param>
    /// <param name="publish">Takes an interval each second and the last, partial one; called by one thread at a time, and never again after the task ends.</param>
    /// <param name="stop">Cancelled to begin no more iterations and end within the options' stop grace.</param>
    public async Task<LoadRunResult> RunAsync(long startAt, Func<IntervalSnapshot, ValueTask> publish, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(publish);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(stop, _abort.Token);
        Volatile.Write(ref _startAt, startAt);
        await new TimerPacer(Options.Clock)
            .DelayUntilAsync(startAt - Options.Clock.TicksOf(TimeSpan.FromMilliseconds(50)), both.Token).ConfigureAwait(false);
        Discard();
        var load = Task.WhenAll(_scenarios.Select(scenario => scenario.RunAsync(startAt, both.Token)));
        try
        {
            // Beside the thread pool, whose few threads begin the iterations: a second's merge and all that follows takes milliseconds.
            await (Options.Clock == TimeProvider.System ? OwnThread.RunAsync(() => PublishAsync(load, publish), "seconds") : PublishAsync(load, publish)).ConfigureAwait(false);
        }
        finally
        {
            // If the one who listens fails, the load must not go on unheard.
            if (!load.IsCompleted) both.Cancel();
            await load.ConfigureAwait(false);
        }

        return new LoadRunResult(
            Elapsed(), both.IsCancellationRequested, _abortReason, Progress(), [.. _scenarios.SelectMany(scenario => scenario.Errors)]);
    }

    /// <summary>Ends the run as <c>stop</c> does, with a reason. The first reason stays.</summary>
    public void Abort(string reason)
    {
        if (Interlocked.CompareExchange(ref _abortReason, reason, null) is not null) return;
        try
        {
            _abort.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The order came after the end.
        }
    }

    /// <summary>Takes a look at the run; cheap, and at any time.</summary>
    public LoadProgress Progress() => new(Elapsed(), Plan.Duration, [.. _scenarios.Select(scenario => scenario.Progress())]);

    /// <summary>Disposes the scenarios of all virtual users; what takes longer than the plan's <c>teardownTimeout</c> is left behind.</summary>
    public async ValueTask DisposeAsync()
    {
        using var late = new CancellationTokenSource(Plan.TeardownTimeout ?? Timeout.InfiniteTimeSpan, Options.Clock);
        foreach (var scenario in _scenarios)
        {
            await scenario.DisposeAsync().AsTask().WaitAsync(late.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        _abort.Dispose();
    }

    private async Task PublishAsync(Task load, Func<IntervalSnapshot, ValueTask> publish)
    {
        var published = TimeSpan.Zero;
        while (!load.IsCompleted)
        {
            var next = Options.Clock.After(_startAt, published + TimeSpan.FromSeconds(1));
            await WaitAsync(next, load).ConfigureAwait(true);
            var seconds = TimeSpan.FromSeconds(Math.Floor(Elapsed().TotalSeconds));
            if (seconds <= published) continue;
            await publish(Take(published, seconds)).ConfigureAwait(true);
            published = seconds;
        }

        await load.ConfigureAwait(true);
        // What came between the last whole second and the end is published even if the clock hasn't moved on.
        var end = Elapsed() is var elapsed && elapsed > published ? elapsed : published + TimeSpan.FromTicks(1);
        await publish(Take(published, end)).ConfigureAwait(false);
    }

    private async Task WaitAsync(long until, Task load)
    {
        using var over = new CancellationTokenSource();
        var delay = new TimerPacer(Options.Clock).DelayUntilAsync(until, over.Token).AsTask();
        await Task.WhenAny(delay, load).ConfigureAwait(false);
        over.Cancel();
    }

    private IntervalSnapshot Take(TimeSpan from, TimeSpan to)
    {
        _scenarios.ForEach(scenario => scenario.SampleUsers());
        _probe.Record(to - from);
        return _recorder.TakeInterval(from, to - from, _scenarios.Sum(scenario => scenario.Progress().Vus));
    }

    private void Discard()
    {
        _ = _recorder.TakeInterval(TimeSpan.Zero, TimeSpan.Zero, 0);
        _probe.Restart();
    }

    private TimeSpan Elapsed() => Volatile.Read(ref _startAt) is var start && start == long.MaxValue
        ? TimeSpan.Zero
        : Options.Clock.GetElapsedTime(start, Options.Clock.GetTimestamp());
}
