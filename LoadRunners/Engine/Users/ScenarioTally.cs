using UpCoach.LoadRunners.Engine.Clocks;
using UpCoach.LoadRunners.Engine.Metrics;

namespace UpCoach.LoadRunners.Engine.Users;

/// <summary>Counts what the iterations of a scenario come to: in metrics, and for the progress display. Safe for concurrent use.</summary>
internal sealed class ScenarioTally
{
    private const int MostErrors = 10;

    private readonly MetricRecorder _recorder;
    private readonly TimeProvider _clock;
    private readonly HashSet<string> _errors = new(StringComparer.Ordinal); // under itself
    private readonly int _iterations;
    private readonly int _duration;
    private readonly int _faults;
    private readonly int _drops;
    private readonly int _offers;
    private readonly int _lag;
    private readonly int _vus;
    private readonly int _vusMax;
    private readonly int _userSeconds;
    private readonly int _iterationSeconds;
    private readonly int _socketErrors;
    private long _completeCount;
    private long _interruptedCount;
    private long _droppedCount;

    public ScenarioTally(MetricRecorder recorder, TagSet tags, TimeProvider clock)
    {
        (_recorder, _clock) = (recorder, clock);
        _iterations = recorder.Series.Find(BuiltInMetrics.Iterations, tags);
        _duration = recorder.Series.Find(BuiltInMetrics.IterationDuration, tags);
        _faults = recorder.Series.Find(BuiltInMetrics.IterationErrors, tags);
        _drops = recorder.Series.Find(BuiltInMetrics.DroppedIterations, tags);
        _offers = recorder.Series.Find(BuiltInMetrics.OfferedIterations, tags);
        _lag = recorder.Series.Find(BuiltInMetrics.ScheduleLag, tags);
        _vus = recorder.Series.Find(BuiltInMetrics.Vus, tags);
        _vusMax = recorder.Series.Find(BuiltInMetrics.VusMax, tags);
        _userSeconds = recorder.Series.Find(BuiltInMetrics.VuSeconds, tags);
        _iterationSeconds = recorder.Series.Find(BuiltInMetrics.IterationSeconds, tags);
        _socketErrors = recorder.Series.Find(BuiltInMetrics.GeneratorSocketErrors, tags);
    }

    public long CompleteCount => Volatile.Read(ref _completeCount);

    public long InterruptedCount => Volatile.Read(ref _interruptedCount);

    public long DroppedCount => Volatile.Read(ref _droppedCount);

    public IReadOnlyList<string> Errors
    {
        get
        {
            lock (_errors) return [.. _errors];
        }
    }

    /// <summary>Says that the scenario has started: from here on, what was never counted is a known zero and not unknown.</summary>
    public void Started()
    {
        _recorder.Count(_drops, 0);
        _recorder.Count(_faults, 0);
    }

    public void Completed(long begin, long end)
    {
        Interlocked.Increment(ref _completeCount);
        using var batch = _recorder.OpenBatch();
        batch.Count(_iterations, 1);
        batch.Trend(_duration, _clock.Microseconds(begin, end));
        batch.Count(_iterationSeconds, _clock.GetElapsedTime(begin, end).TotalSeconds);
    }

    public void Interrupted(long begin, long end)
    {
        Interlocked.Increment(ref _interruptedCount);
        _recorder.Count(_iterationSeconds, _clock.GetElapsedTime(begin, end).TotalSeconds);
    }

    /// <summary>Records that a user had work for a time.</summary>
    public void Worked(long begin, long end) => _recorder.Count(_userSeconds, _clock.GetElapsedTime(begin, end).TotalSeconds);

    public void Faulted(Exception error)
    {
        _recorder.Count(_faults);
        if (SocketExhaustion.IsSignOf(error)) _recorder.Count(_socketErrors);
        lock (_errors)
        {
            if (_errors.Count < MostErrors) _errors.Add($"{error.GetType().Name}: {error.Message}");
        }
    }

    public void Offered() => _recorder.Count(_offers);

    public void Dropped(long count)
    {
        if (count == 0) return;
        Interlocked.Add(ref _droppedCount, count);
        _recorder.Count(_drops, count);
    }

    /// <summary>Records how late an arrival began for which a user was free.</summary>
    public void Began(long due, long now) => _recorder.Trend(_lag, _clock.Microseconds(due, now));

    public void Users(int running, int made)
    {
        _recorder.Gauge(_vus, running);
        _recorder.Gauge(_vusMax, made);
    }
}
