using System.Globalization;
using UpCoach.LoadRunners.Engine.Plans;
using UpCoach.LoadRunners.Engine.Segments;

namespace UpCoach.LoadRunners.Engine.Executors.SharedIterations;

/// <summary>A fixed number of iterations, at least one a user, shared by the users as fast as they go.</summary>
public sealed record SharedIterationsOptions : IterationsOptions
{
    /// <summary>The executor's name in plans.</summary>
    public const string ExecutorName = "shared-iterations";

    /// <inheritdoc/>
    public override string Executor => ExecutorName;

    /// <inheritdoc/>
    public override string Describe() => string.Create(
        CultureInfo.InvariantCulture, $"{Iterations} iterations shared among {Vus} VUs (maxDuration: {DurationText.Of(MaxRunTime)})");

    /// <inheritdoc/>
    public override long? IterationsOf(ExecutionSegment segment) => new WorkShare(segment, Vus).CountOf(Iterations);

    internal override IExecutor CreateExecutor() => new SharedIterationsExecutor(this);

    internal static SharedIterationsOptions Read(ScenarioReader reader) => Read(reader, "maxDuration");

    internal static SharedIterationsOptions Read(ScenarioReader reader, string maxRunTimeKey)
    {
        var vus = reader.Vus("vus", 1);
        var iterations = reader.Json.Whole("iterations", vus, 1, long.MaxValue);
        if (iterations < vus) reader.Json.Error("iterations", FormattableString.Invariant($"expected at least vus ({vus}), found {iterations}"));
        return new() { Vus = vus, Iterations = iterations, MaxRunTime = ReadMaxRunTime(reader, maxRunTimeKey) };
    }
}
