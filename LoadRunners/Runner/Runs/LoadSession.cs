using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.Plans;
using UpCoach.LoadRunners.Engine.Running;
using UpCoach.LoadRunners.Engine.Thresholds;

namespace UpCoach.LoadRunners.Runner.Runs;

/// <summary>
/// Runs a plan on its members: prepares all, starts them at one instant, merges what they measure, ends early where a threshold says so.
/// </summary>
internal sealed class LoadSession : IMemberSink, IDisposable
{
    // Long enough for the start message to reach every agent, short enough not to be felt.
    private static readonly TimeSpan StartLead = TimeSpan.FromSeconds(1);

    // A person who stops a run waits 3 s in all; a threshold can wait for the last figures of a busy agent.
    private static readonly TimeSpan InterruptPatience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly IReadOnlyList<IRunMember> _members;
    private readonly LoadSessionOptions _options;
    private readonly ThresholdEvaluator _evaluator;
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _giveUp = new();
    private readonly Lock _lock = new();
    private readonly IntervalMerger _merger; // under _lock
    private readonly Dictionary<string, LoadProgress> _progress = []; // under _lock
    private readonly Dictionary<string, MemberTotals> _totals = []; // under _lock
    private readonly List<LostMember> _lost = []; // under _lock
    private Threshold? _abortedBy; // under _lock

    public LoadSession(LoadPlan plan, IReadOnlyList<IRunMember> members, LoadSessionOptions options)
    {
        (_members, _options) = (members, options);
        _evaluator = new ThresholdEvaluator(plan.Thresholds, options.ServerSamples);
        _merger = new IntervalMerger(members.Select(member => member.Name));
        Store = new MetricStore(options.CustomMetrics, plan.LongestWindow);
    }

    /// <summary>Everything measured so far.</summary>
    public MetricStore Store { get; }

    /// <summary>Makes the members ready.</summary>
    public Task PrepareAsync(CancellationToken stop) => Task.WhenAll(_members.Select(member => member.PrepareAsync(stop)));

    /// <summary>Runs to the end.</summary>
    public async Task<LoadSessionResult> RunAsync(CancellationToken stop)
    {
        var startAt = _options.Clock.GetUtcNow() + StartLead;
        _options.OnStart(startAt);
        await using var stopping = stop.Register(() => End(InterruptPatience));
        var results = await Task.WhenAll(_members.Select(member => RunMemberAsync(member, startAt)));
        await _options.OnEnd();
        var ended = results.Where(result => result.Result is not null).ToList();
        lock (_lock)
        {
            return new LoadSessionResult(
                startAt,
                ended.Count > 0 ? ended.Max(result => result.Result!.Elapsed) : Store.Elapsed,
                Judge(),
                _abortedBy,
                new Dictionary<string, LoadProgress>(_progress),
                [.. _lost],
                WasInterrupted: stop.IsCancellationRequested && (ended.Count == 0 || ended.Exists(result => result.Result!.WasStopped)),
                [.. ended.SelectMany(result => result.Result!.Errors).Distinct()]);
        }
    }

    /// <summary>Judges the thresholds on what was measured so far.</summary>
    public IReadOnlyList<ThresholdResult> Judge() => _evaluator.Evaluate(Store);

    /// <summary>What one member has added so far.</summary>
    public MemberTotals MeasuredBy(string member)
    {
        lock (_lock) return _totals.GetValueOrDefault(member, MemberTotals.None);
    }

    /// <inheritdoc/>
    public void Interval(IRunMember member, IntervalSnapshot interval)
    {
        lock (_lock)
        {
            Store.Add(interval);
            _totals[member.Name] = _totals.GetValueOrDefault(member.Name, MemberTotals.None).Add(interval);
            Publish(_merger.Add(member.Name, interval));
        }
    }

    /// <inheritdoc/>
    public void Progress(IRunMember member, LoadProgress progress)
    {
        lock (_lock) _progress[member.Name] = progress;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Dispose();
        _giveUp.Dispose();
    }

    private async Task<(IRunMember Member, MemberResult? Result)> RunMemberAsync(IRunMember member, DateTimeOffset startAt)
    {
        try
        {
            var result = await member.RunAsync(startAt, this, _stop.Token, _giveUp.Token);
            lock (_lock)
            {
                _progress[member.Name] = result.Progress;
                Publish(_merger.Leave(member.Name));
            }

            return (member, result);
        }
        catch (MemberLostException lost)
        {
            lock (_lock)
            {
                _lost.Add(new LostMember(member.Name, member.Segment.ToString(), lost.Message));
                Publish(_merger.Leave(member.Name));
            }

            if (!_options.AllowPartial)
            {
                End(Patience); // The run is void already: going on would only cost time.
            }

            return (member, null);
        }
    }

    // Off this thread: what hangs on the tokens may want _lock, which the caller may hold.
    private void End(TimeSpan patience)
    {
        _ = _stop.CancelAsync();
        _giveUp.CancelAfter(patience);
    }

    // Called under _lock, so that seconds come out one after another.
    private void Publish(IReadOnlyList<IntervalSnapshot> seconds)
    {
        foreach (var second in seconds)
        {
            _options.OnSecond(second, [.. _progress.Values]);
        }

        if (seconds.Count > 0 && _abortedBy is null && _evaluator.FindAbort(Store) is { } crossed)
        {
            _abortedBy = crossed.Threshold;
            End(Patience);
        }
    }
}
