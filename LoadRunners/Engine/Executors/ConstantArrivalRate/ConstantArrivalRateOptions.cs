using System.Globalization;
using UpCoach.LoadRunners.Engine.Plans;
using UpCoach.LoadRunners.Engine.Schedules;

namespace UpCoach.LoadRunners.Engine.Executors.ConstantArrivalRate;

/// <summary>Iterations begin at a fixed rate, whether or not earlier ones have ended.</summary>
public sealed record ConstantArrivalRateOptions : ArrivalOptions
{
    /// <summary>The executor's name in plans.</summary>
    public const string ExecutorName = "constant-arrival-rate";

    /// <inheritdoc/>
    public override string Executor => ExecutorName;

    /// <summary>Gets the arrivals per <see cref="ArrivalOptions.TimeUnit"/>.</summary>
    public double Rate { get; init; }

    /// <summary>Gets how long arrivals come.</summary>
    public TimeSpan Duration { get; init; }

    /// <inheritdoc/>
    public override TimeSpan RegularDuration => Duration;

    /// <inheritdoc/>
    public override string Describe() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Rate / TimeUnit.TotalSeconds:0.##} iterations/s for {DurationText.Of(Duration)} (VUs: {PreAllocatedVus}-{MaxVus})");

    /// <inheritdoc/>
    public override IArrivalSchedule CreateSchedule() => new ConstantRateSchedule(Rate / TimeUnit.TotalSeconds, Duration);

    internal static ConstantArrivalRateOptions Read(ScenarioReader reader) => ArrivalReader.With(reader, new ConstantArrivalRateOptions
    {
        Rate = reader.RequiredRate("rate"),
        Duration = reader.RequiredDuration("duration"),
    });
}
