using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.Plans;
using UpCoach.LoadRunners.Engine.Running;
using UpCoach.LoadRunners.Engine.Thresholds;

namespace UpCoach.LoadRunners.Runner.Progress.Live;

/// <summary>What the live view shows: the last minute second by second, and the run so far.</summary>
internal sealed class LiveModel(LoadPlan plan, string targets)
{
    /// <summary>Seconds that are kept.</summary>
    public const int Window = 60;

    private readonly List<SecondTotals> _seconds = [];

    /// <summary>The plan.</summary>
    public LoadPlan Plan => plan;

    /// <summary>What is loaded.</summary>
    public string Targets => targets;

    /// <summary>The last minute.</summary>
    public IReadOnlyList<SecondTotals> Seconds => _seconds;

    /// <summary>Where the members are.</summary>
    public IReadOnlyList<LoadProgress> Members { get; private set; } = [];

    /// <summary>The thresholds, judged on the run so far.</summary>
    public IReadOnlyList<ThresholdResult> Thresholds { get; private set; } = [];

    /// <summary>Iterations per second of each scenario in the last second.</summary>
    public IReadOnlyDictionary<string, double> IterationRates { get; private set; } = new Dictionary<string, double>();

    /// <summary>Since the start stamp.</summary>
    public TimeSpan Elapsed => _seconds.Count == 0 ? TimeSpan.Zero : _seconds[^1].End;

    /// <summary>Requests that failed so far.</summary>
    public long Failed { get; private set; }

    /// <summary>Requests so far.</summary>
    public long Requests { get; private set; }

    /// <summary>Iterations dropped so far.</summary>
    public long Dropped { get; private set; }

    /// <summary>Takes one second of the run.</summary>
    public void Take(IntervalSnapshot second, IReadOnlyList<LoadProgress> members, IReadOnlyList<ThresholdResult> thresholds)
    {
        var totals = SecondTotals.Of(second);
        (Members, Thresholds) = (members, thresholds);
        Failed += totals.Failed;
        Requests += totals.Judged;
        Dropped += totals.Dropped;
        IterationRates = second.Series.OfType<CounterSnapshot>()
            .Where(counter => counter.Metric == BuiltInMetrics.Iterations.Name)
            .GroupBy(counter => counter.Tags.TryGet(TagNames.Scenario, out var scenario) ? scenario : "", StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Sum(counter => counter.Sum) / second.Length.TotalSeconds, StringComparer.Ordinal);
        _seconds.Add(totals);
        if (_seconds.Count > Window)
        {
            _seconds.RemoveAt(0);
        }
    }
}
