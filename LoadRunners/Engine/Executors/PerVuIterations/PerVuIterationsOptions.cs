using System.Globalization;
using UpCoach.LoadRunners.Engine.Plans;
using UpCoach.LoadRunners.Engine.Segments;

namespace UpCoach.LoadRunners.Engine.Executors.PerVuIterations;

/// <summary>A fixed number of iterations for each user.</summary>
public sealed record PerVuIterationsOptions : IterationsOptions
{
    /// <summary>The executor's name in plans.</summary>
    public const string ExecutorName = "per-vu-iterations";

    /// <inheritdoc/>
    public override string Executor => ExecutorName;

    /// <inheritdoc/>
    public override string Describe() => string.Create(
        CultureInfo.InvariantCulture, $"{Iterations} iterations for each of {Vus} VUs (maxDuration: {DurationText.Of(MaxRunTime)})");

    /// <inheritdoc/>
    public override long? IterationsOf(ExecutionSegment segment) => Iterations * segment.CountOf(Vus);

    internal override IExecutor CreateExecutor() => new PerVuIterationsExecutor(this);

    internal static PerVuIterationsOptions Read(ScenarioReader reader) => new()
    {
        Vus = reader.Vus("vus", 1),
        Iterations = reader.Json.Whole("iterations", 1, 1, long.MaxValue / int.MaxValue),
        MaxRunTime = ReadMaxRunTime(reader),
    };
}
