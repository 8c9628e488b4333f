using System.Globalization;
using UpCoach.LoadRunners.Engine.Plans;
using UpCoach.LoadRunners.Engine.Segments;

namespace UpCoach.LoadRunners.Engine.Executors.ConstantVus;

/// <summary>A fixed number of users that iterate for a time.</summary>
public sealed record ConstantVusOptions : ScenarioOptions
{
    /// <summary>The executor's name in plans.</summary>
    public const string ExecutorName = "constant-vus";

    /// <inheritdoc/>
    public override string Executor => ExecutorName;

    /// <summary>Gets the number of users.</summary>
    /// <value>1 by default.</value>
    public int Vus { get; init; } = 1;

    /// <summary>Gets how long they iterate.</summary>
    public TimeSpan Duration { get; init; }

    /// <inheritdoc/>
    public override TimeSpan RegularDuration => Duration;

    /// <summary>Gets the time over which the users' starts are spread: a twentieth of the duration, 1 s at most.</summary>
    /// <remarks>Users that start in one moment and think equally long stay together, and each waits for all others' sending.</remarks>
    public TimeSpan StartSpread => TimeSpan.FromTicks(Math.Min(Duration.Ticks / 20, TimeSpan.TicksPerSecond));

    /// <inheritdoc/>
    public override string Describe() =>
        string.Create(CultureInfo.InvariantCulture, $"{Vus} looping VUs for {DurationText.Of(Duration)}");

    /// <inheritdoc/>
    public override VirtualUserDemand DemandOf(ExecutionSegment segment) => new(segment.CountOf(Vus), segment.CountOf(Vus));

    internal override IExecutor CreateExecutor() => new ConstantVusExecutor(this);

    internal static ConstantVusOptions Read(ScenarioReader reader) => new()
    {
        Vus = reader.Vus("vus", 1),
        Duration = reader.RequiredDuration("duration"),
    };
}
