using System.Globalization;
using UpCoach.LoadRunners.Engine.Plans;
using UpCoach.LoadRunners.Engine.Segments;

namespace UpCoach.LoadRunners.Engine.Executors.RampingVus;

/// <summary>A number of users that follows stages.</summary>
public sealed record RampingVusOptions : ScenarioOptions
{
    /// <summary>The executor's name in plans.</summary>
    public const string ExecutorName = "ramping-vus";

    /// <inheritdoc/>
    public override string Executor => ExecutorName;

    /// <summary>Gets the number of users at the start.</summary>
    /// <value>1 by default.</value>
    public int StartVus { get; init; } = 1;

    /// <summary>Gets the stages; targets are whole numbers of users.</summary>
    public IReadOnlyList<Stage> Stages { get; init; } = [];

    /// <summary>Gets how long a user that is taken away may go on with its iteration.</summary>
    /// <value>30 s by default.</value>
    public TimeSpan GracefulRampDown { get; init; } = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    public override TimeSpan RegularDuration => TimeSpan.FromTicks(Stages.Sum(stage => stage.Duration.Ticks));

    /// <summary>Gets the greatest number of users at any time.</summary>
    public int MaxVus => Stages.Select(stage => (int)stage.Target).Append(StartVus).Max();

    /// <inheritdoc/>
    public override string Describe() => string.Create(
        CultureInfo.InvariantCulture, $"Up to {MaxVus} looping VUs for {DurationText.Of(RegularDuration)} over {Stages.Count} stages");

    /// <inheritdoc/>
    public override VirtualUserDemand DemandOf(ExecutionSegment segment) => new(segment.CountOf(MaxVus), segment.CountOf(MaxVus));

    internal override IExecutor CreateExecutor() => new RampingVusExecutor(this);

    internal static RampingVusOptions Read(ScenarioReader reader) => Read(reader, "startVUs");

    internal static RampingVusOptions Read(ScenarioReader reader, string startVusKey)
    {
        var options = new RampingVusOptions
        {
            StartVus = reader.Vus(startVusKey, 1, 0),
            Stages = reader.RequiredStages(areUsers: true),
            GracefulRampDown = reader.Json.Duration("gracefulRampDown", TimeSpan.FromSeconds(30)),
        };
        if (options.Stages.Count > 0 && options.MaxVus == 0) reader.Json.Error("stages", $"expected at least one target above 0, or {startVusKey}");
        return options;
    }
}
