using UpCoach.LoadRunners.Engine.Clocks;
using UpCoach.LoadRunners.Engine.Executors;
using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.Plans;
using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Engine.Users;

namespace UpCoach.LoadRunners.Engine.Running;

/// <summary>One scenario of a run.</summary>
/// <remarks>
/// <code>
/// Waiting   -> start time is there         -> Running
/// Running   -> the executor ends, or stop  -> Stopping
/// Stopping  -> no iteration runs           -> Done        after gracefulStop, or the stop grace, those left are cut off
/// </code>
/// </remarks>
internal sealed class ScenarioRun : IAsyncDisposable
{
    // A scenario that ignores its token is left behind, so that it can't hold the run's end. Real time: code is late, not the plan.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    private readonly ScenarioOptions _scenario;
    private readonly LoadRunOptions _options;
    private readonly ScenarioTally _tally;
    private readonly LoadControl _control;
    private readonly CancellationTokenSource _hardStop;
    private readonly long? _iterations;
    private ExecutorContext? _context;
    private ScenarioState _state;
    private long _startAt;

    public ScenarioRun(ScenarioOptions scenario, LoadPlan plan, ScenarioDefinition definition, LoadRunOptions options, MetricRecorder recorder, LoadControl control)
    {
        (_scenario, _options, _control) = (scenario, options, control);
        _tally = new ScenarioTally(recorder, scenario.Tags.With(TagNames.Scenario, scenario.Name), options.Clock);
        _hardStop = new CancellationTokenSource(Timeout.InfiniteTimeSpan, options.Clock);
        _iterations = scenario.IterationsOf(options.Segment);
        Demand = scenario.DemandOf(options.Segment);
        Users = new UserPool(Create, Demand.Max);

        UserHandle Create(int index)
        {
            var user = new VirtualUser(new VirtualUserOptions
            {
                Scenario = scenario.Name,
                Number = (int)options.Segment.ItemAt(index) + 1,
                Target = options.Target,
                Recorder = recorder,
                Clock = options.Clock,
                Seed = plan.Seed,
                Env = scenario.Env,
                TimeScale = scenario.TimeScale,
                Http = plan.Http,
                Tags = scenario.Tags,
            });
            return new UserHandle(user, definition.Create(user), _tally, options.Clock);
        }
    }

    public VirtualUserDemand Demand { get; }

    public UserPool Users { get; }

    public IReadOnlyList<string> Errors => _tally.Errors;

    /// <summary>Runs the scenario to its end.</summary>
    /// <param name="runStart">The run's start stamp.</param>
    /// <param name="stop">Ends it early.</param>
    public async Task RunAsync(long runStart, CancellationToken stop)
    {
        var timers = new TimerPacer(_options.Clock);
        _startAt = _options.Clock.After(runStart, _scenario.StartTime);
        await timers.DelayUntilAsync(_startAt - _options.Clock.TicksOf(TimeSpan.FromMilliseconds(20)), stop).ConfigureAwait(false);
        _state = ScenarioState.Running;
        if (!stop.IsCancellationRequested) await ExecuteAsync(timers, stop).ConfigureAwait(false);
        _state = ScenarioState.Done;
    }

    public void SampleUsers() => _tally.Users(_context?.Vus ?? 0, Users.Made);

    public ScenarioProgress Progress()
    {
        var elapsed = _startAt == 0 || _state == ScenarioState.Waiting
            ? TimeSpan.Zero
            : TimeSpan.FromTicks(Math.Clamp(_options.Clock.GetElapsedTime(_startAt).Ticks, 0, _scenario.RegularDuration.Ticks));
        var done = _iterations is { } total and > 0 ? (double)(_tally.CompleteCount + _tally.InterruptedCount) / total : elapsed / _scenario.RegularDuration;
        return new ScenarioProgress
        {
            Name = _scenario.Name,
            Executor = _scenario.Executor,
            State = _state,
            Vus = _context?.Vus ?? 0,
            VusMax = Users.Made,
            Complete = _tally.CompleteCount,
            Interrupted = _tally.InterruptedCount,
            Dropped = _tally.DroppedCount,
            Elapsed = elapsed,
            RegularDuration = _scenario.RegularDuration,
            Fraction = _state == ScenarioState.Waiting ? 0 : Math.Clamp(done, 0, 1),
        };
    }

    public async ValueTask DisposeAsync()
    {
        await Users.DisposeAsync().ConfigureAwait(false);
        _hardStop.Dispose();
    }

    private async Task ExecuteAsync(TimerPacer timers, CancellationToken stop)
    {
        var ownsThread = _scenario.IsOpenModel && NanoSleep.IsSupported && _options.Clock == TimeProvider.System;
        var context = _context = new ExecutorContext
        {
            Segment = _options.Segment,
            Clock = _options.Clock,
            Pacer = ownsThread ? new ThreadPacer(_options.Clock) : timers,
            Users = Users,
            Tally = _tally,
            Control = _control,
            StartAt = _startAt,
            HardStop = _hardStop.Token,
            StartInline = _options.StartInline,
        };
        _tally.Started();
        var executor = _scenario.CreateExecutor();
        await (ownsThread ? OnOwnThreadAsync(() => RunAsync()) : RunAsync()).ConfigureAwait(false);
        _state = ScenarioState.Stopping;
        await EndAsync(context.Idle, stop).ConfigureAwait(false);

        async Task RunAsync()
        {
            try
            {
                await context.Pacer.DelayUntilAsync(_startAt, stop).ConfigureAwait(false);
                await executor.RunAsync(context, stop).ConfigureAwait(false);
            }
            finally
            {
                context.Close();
            }
        }
    }

    private async Task EndAsync(Task idle, CancellationToken stop)
    {
        if (_scenario.GracefulStop > TimeSpan.Zero && !idle.IsCompleted)
        {
            _hardStop.CancelAfter(_scenario.GracefulStop);
            using var sooner = stop.Register(() => _hardStop.CancelAfter(Shorter(_scenario.GracefulStop, _options.StopGrace)));
            await WaitAsync(idle, _hardStop.Token).ConfigureAwait(false);
        }

        if (idle.IsCompleted) return;
        _hardStop.Cancel();
        using var patience = new CancellationTokenSource(s_patience);
        await WaitAsync(idle, patience.Token).ConfigureAwait(false);
    }

    private static async Task WaitAsync(Task task, CancellationToken until)
    {
        var over = new TaskCompletionSource();
        using var registration = until.Register(() => over.TrySetResult());
        await Task.WhenAny(task, over.Task).ConfigureAwait(false);
    }

    // The whole loop runs on this thread: its pacer's waits are over before they are awaited.
    private static Task OnOwnThreadAsync(Func<Task> loop)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            ThreadSlice.Shorten();
            loop().ContinueWith(
                task => done.TrySetFromTask(task), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        })
        {
            IsBackground = true,
            Name = "pacer",
            Priority = ThreadPriority.AboveNormal,
        };
        thread.Start();
        return done.Task;
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
