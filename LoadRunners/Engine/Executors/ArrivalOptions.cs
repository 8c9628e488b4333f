using UpCoach.LoadRunners.Engine.Schedules;
using UpCoach.LoadRunners.Engine.Segments;

namespace UpCoach.LoadRunners.Engine.Executors;

/// <summary>What the options of both arrival-rate executors have in common: the open model.</summary>
public abstract record ArrivalOptions : ScenarioOptions
{
    /// <summary>Gets the users made before the clock starts.</summary>
    public int PreAllocatedVus { get; init; } = 1;

    /// <summary>Gets the most users that may be made while it runs.</summary>
    /// <value><see cref="PreAllocatedVus"/> unless the plan says more.</value>
    public int MaxVus { get; init; } = 1;

    /// <summary>Gets the unit of time of the rates.</summary>
    /// <value>1 s by default.</value>
    public TimeSpan TimeUnit { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Gets what becomes of an arrival that finds no free user.</summary>
    /// <value>Dropped, by default.</value>
    public BusyPolicy Busy { get; init; }

    /// <inheritdoc/>
    public override bool IsOpenModel => true;

    /// <inheritdoc/>
    public override VirtualUserDemand DemandOf(ExecutionSegment segment) => new(segment.CountOf(PreAllocatedVus), segment.CountOf(MaxVus));

    /// <summary>Makes the schedule of the whole test's arrivals.</summary>
    public abstract IArrivalSchedule CreateSchedule();

    internal override IExecutor CreateExecutor() => new ArrivalExecutor(this);
}
