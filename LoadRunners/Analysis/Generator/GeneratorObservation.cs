using UpCoach.LoadRunners.Engine.Executors;
using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.Plans;

namespace UpCoach.LoadRunners.Analysis.Generator;

/// <summary>What the load generator saw of itself during a run.</summary>
public sealed record GeneratorObservation
{
    /// <summary>Gets how late planned arrivals were handed to a free user, 99th percentile in ms; null when the plan has no open executor.</summary>
    public double? ScheduleLagP99Ms { get; init; }

    /// <summary>Gets the arrivals that the open executors' schedules asked for.</summary>
    public long ScheduledArrivals { get; init; }

    /// <summary>Gets those that found no virtual user, in time or at all.</summary>
    public long DroppedArrivals { get; init; }

    /// <summary>Gets the seconds that virtual users had work, summed over all users: N x T.</summary>
    public double UserSeconds { get; init; }

    /// <summary>Gets the seconds that their iterations took by the iterations' own measure: X x R x T.</summary>
    public double IterationSeconds { get; init; }

    /// <summary>Gets the run's length.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>Gets the generator's CPU time over wall time and cores, 0 to 1; null when unknown.</summary>
    public double? CpuRatio { get; init; }

    /// <summary>Gets the seconds of long garbage collector pauses, summed over all generator processes.</summary>
    public double LongGcPauseSeconds { get; init; }

    /// <summary>Gets the number of generator processes.</summary>
    public int Processes { get; init; } = 1;

    /// <summary>Gets how often there was no port, handle or buffer for a connection.</summary>
    public long SocketErrors { get; init; }

    /// <summary>Gets whether generator and target run on one machine.</summary>
    public bool SharesMachine { get; init; }

    /// <summary>Gets whether arrivals wait for a user where none is free, in every open scenario of the plan.</summary>
    public bool QueuesArrivals { get; init; }

    /// <summary>Gets the agents whose figures ended early, with their share, in plain words.</summary>
    public IReadOnlyList<string> LostAgents { get; init; } = [];

    /// <summary>Takes from a run's metrics what they say about the generator. The caller adds what they can't know: CPU, machine, agents.</summary>
    public static GeneratorObservation Of(LoadPlan plan, MetricStore store)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(store);
        var open = plan.Scenarios.OfType<ArrivalOptions>().ToList();
        var lag = store.Query(BuiltInMetrics.ScheduleLag.Name);
        return new GeneratorObservation
        {
            ScheduleLagP99Ms = lag.IsEmpty ? null : lag.Percentile(99),
            ScheduledArrivals = (long)store.Query(BuiltInMetrics.OfferedIterations.Name).Sum,
            DroppedArrivals = (long)open.Sum(scenario =>
                store.Query(BuiltInMetrics.DroppedIterations.Name, TagSelector.Of(TagNames.Scenario, scenario.Name)).Sum),
            UserSeconds = store.Query(BuiltInMetrics.VuSeconds.Name).Sum,
            IterationSeconds = store.Query(BuiltInMetrics.IterationSeconds.Name).Sum,
            Elapsed = store.Elapsed,
            LongGcPauseSeconds = store.Query(BuiltInMetrics.GeneratorLongGcPauseSeconds.Name).Sum,
            SocketErrors = (long)store.Query(BuiltInMetrics.GeneratorSocketErrors.Name).Sum,
            QueuesArrivals = open.Count > 0 && open.All(scenario => scenario.Busy == BusyPolicy.Queue),
        };
    }
}
