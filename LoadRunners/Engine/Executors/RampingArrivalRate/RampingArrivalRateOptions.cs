using System.Globalization;
using UpCoach.LoadRunners.Engine.Plans;
using UpCoach.LoadRunners.Engine.Schedules;

namespace UpCoach.LoadRunners.Engine.Executors.RampingArrivalRate;

/// <summary>Iterations begin at a rate that follows stages, whether or not earlier ones have ended.</summary>
public sealed record RampingArrivalRateOptions : ArrivalOptions
{
    /// <summary>The executor's name in plans.</summary>
    public const string ExecutorName = "ramping-arrival-rate";

    /// <inheritdoc/>
    public override string Executor => ExecutorName;

    /// <summary>Gets the arrivals per <see cref="ArrivalOptions.TimeUnit"/> at the start.</summary>
    /// <value>0 by default.</value>
    public double StartRate { get; init; }

    /// <summary>Gets the stages; targets are arrivals per <see cref="ArrivalOptions.TimeUnit"/>.</summary>
    public IReadOnlyList<Stage> Stages { get; init; } = [];

    /// <inheritdoc/>
    public override TimeSpan RegularDuration => TimeSpan.FromTicks(Stages.Sum(stage => stage.Duration.Ticks));

    /// <inheritdoc/>
    public override string Describe() => string.Create(
        CultureInfo.InvariantCulture,
        $"Up to {Stages.Select(stage => stage.Target).Append(StartRate).Max() / TimeUnit.TotalSeconds:0.##} iterations/s "
        + $"for {DurationText.Of(RegularDuration)} over {Stages.Count} stages (VUs: {PreAllocatedVus}-{MaxVus})");

    /// <inheritdoc/>
    public override IArrivalSchedule CreateSchedule() => new RampingRateSchedule(
        StartRate / TimeUnit.TotalSeconds,
        Stages.Select(stage => stage with { Target = stage.Target / TimeUnit.TotalSeconds }));

    internal static RampingArrivalRateOptions Read(ScenarioReader reader)
    {
        var options = ArrivalReader.With(reader, new RampingArrivalRateOptions
        {
            StartRate = reader.Rate("startRate", 0),
            Stages = reader.RequiredStages(areUsers: false),
        });
        if (options.Stages.Count > 0 && options.StartRate == 0 && options.Stages.All(stage => stage.Target == 0))
        {
            reader.Json.Error("stages", "expected at least one target above 0, or startRate");
        }

        return options;
    }
}
