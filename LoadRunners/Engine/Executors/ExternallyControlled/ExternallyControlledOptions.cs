using System.Globalization;
using UpCoach.LoadRunners.Engine.Plans;
using UpCoach.LoadRunners.Engine.Segments;

namespace UpCoach.LoadRunners.Engine.Executors.ExternallyControlled;

/// <summary>A number of users that somebody sets, pauses and resumes while the run goes on.</summary>
public sealed record ExternallyControlledOptions : ScenarioOptions
{
    /// <summary>The executor's name in plans.</summary>
    public const string ExecutorName = "externally-controlled";

    /// <summary>The most users that anybody may ask for.</summary>
    public const int MostVus = 1_000_000;

    /// <summary>What stands for a run without an end.</summary>
    public static readonly TimeSpan Endless = TimeSpan.FromDays(366);

    /// <inheritdoc/>
    public override string Executor => ExecutorName;

    /// <summary>Gets the number of users at the start.</summary>
    /// <value>1 by default; 0 or more.</value>
    public int Vus { get; init; } = 1;

    /// <summary>Gets the users that are made before the clock starts, and the most that there may be unless somebody raises it.</summary>
    /// <value><see cref="Vus"/> by default.</value>
    public int MaxVus { get; init; } = 1;

    /// <summary>Gets how long it runs.</summary>
    /// <value><see cref="Endless"/> by default: until it is stopped.</value>
    public TimeSpan Duration { get; init; } = Endless;

    /// <inheritdoc/>
    public override TimeSpan RegularDuration => Duration;

    /// <inheritdoc/>
    public override string Describe()
    {
        var length = Duration == Endless ? "until it is stopped" : $"for {DurationText.Of(Duration)}";
        return string.Create(CultureInfo.InvariantCulture, $"{Vus} externally controlled VUs of up to {MaxVus}, {length}");
    }

    /// <inheritdoc/>
    public override VirtualUserDemand DemandOf(ExecutionSegment segment) => new(segment.CountOf(MaxVus), segment.CountOf(MostVus));

    internal override IExecutor CreateExecutor() => new ExternallyControlledExecutor(this);

    internal static ExternallyControlledOptions Read(ScenarioReader reader)
    {
        var vus = reader.Vus("vus", 1, 0);
        var most = reader.Vus("maxVUs", Math.Max(vus, 1));
        if (most < vus) reader.Json.Error("maxVUs", FormattableString.Invariant($"expected at least vus ({vus}), found {most}"));
        // k6 refuses a start time: whoever controls the run says when users start.
        if (reader.Json.Properties.ContainsKey("startTime")) reader.Json.Error("startTime", $"can't be used with {ExecutorName}: resume or scale it when it shall start");
        var isGiven = reader.Json.TryGet("duration", out _);
        return new() { Vus = vus, MaxVus = Math.Max(vus, most), Duration = isGiven ? reader.RequiredDuration("duration") : Endless };
    }
}
