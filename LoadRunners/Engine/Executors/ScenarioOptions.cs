using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Engine.Segments;

namespace UpCoach.LoadRunners.Engine.Executors;

/// <summary>What every executor's options have in common. The whole test's numbers; a segment takes its share.</summary>
public abstract record ScenarioOptions
{
    /// <summary>Gets the scenario's key in the plan.</summary>
    public string Name { get; init; } = "";

    /// <summary>Gets the executor's name.</summary>
    public abstract string Executor { get; }

    /// <summary>Gets the catalog entry that it runs.</summary>
    /// <value><see cref="Name"/> unless the plan gives <c>exec</c>.</value>
    public string Exec { get; init; } = "";

    /// <summary>Gets what it does, where the plan itself says so.</summary>
    /// <value>Null, the default: <see cref="Exec"/> names it.</value>
    public ScenarioDefinition? Inline { get; init; }

    /// <summary>Gets when it starts after the test's start.</summary>
    /// <value>0 by default.</value>
    public TimeSpan StartTime { get; init; }

    /// <summary>Gets how long iterations that run at the end may go on.</summary>
    /// <value>30 s by default.</value>
    public TimeSpan GracefulStop { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets what the scenario reads as <c>VirtualUser.Env</c>.</summary>
    public IReadOnlyDictionary<string, string> Env { get; init; } = new Dictionary<string, string>();

    /// <summary>Gets the factor on all durations, <c>--scale-time</c>: the plan's own have it already, what a scenario reads of <see cref="Env"/> has not.</summary>
    /// <value>1 by default.</value>
    public double TimeScale { get; init; } = 1;

    /// <summary>Gets the tags of all its samples.</summary>
    public TagSet Tags { get; init; } = TagSet.Empty;

    /// <summary>Gets how long it begins iterations, from its <see cref="StartTime"/>.</summary>
    public abstract TimeSpan RegularDuration { get; }

    /// <summary>Gets the greatest time that it can take, from its <see cref="StartTime"/>.</summary>
    public virtual TimeSpan MaxDuration => RegularDuration + GracefulStop;

    /// <summary>Gets whether arrivals come by a clock and not by free users.</summary>
    public virtual bool IsOpenModel => false;

    /// <summary>Describes it in one line, without its name: <c>200 looping VUs for 1m30s</c>.</summary>
    public abstract string Describe();

    /// <summary>Gives the users that a segment of the test needs.</summary>
    public abstract VirtualUserDemand DemandOf(ExecutionSegment segment);

    /// <summary>Gives the number of iterations that a segment of the test runs, where that is fixed.</summary>
    /// <returns>Null where time and not a number ends it.</returns>
    public virtual long? IterationsOf(ExecutionSegment segment) => null;

    internal abstract IExecutor CreateExecutor();
}
