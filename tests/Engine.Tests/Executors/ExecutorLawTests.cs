using CsCheck;
using UpCoach.Engine.Tests.Running;
using UpCoach.LoadRunners.Engine.Segments;

namespace UpCoach.Engine.Tests.Executors;

/// <summary>What holds for any plan on virtual time.</summary>
[Trait("kind", "law")]
public sealed class ExecutorLawTests
{
    private static readonly Gen<IReadOnlyList<ExecutionSegment>> s_partitions =
        Gen.Select(Gen.Int[2, 12], Gen.Int[1, 3]).SelectMany((denominator, cuts) => Gen.Int[1, denominator - 1].Array[cuts].Select(at => Partition(denominator, at)));

    private static readonly Gen<string> s_arrivals =
        Gen.Select(Gen.Int[1, 60], Gen.Int[0, 60], Gen.Int[1, 6], Gen.Bool).Select((start, target, users, queues) =>
            $$"""
            {"executor": "ramping-arrival-rate", "startRate": {{start}}, "preAllocatedVUs": {{users}}, "gracefulStop": "1s", "busy": "{{(queues ? "queue" : "drop")}}",
             "stages": [{"duration": "1s", "target": {{target}} }, {"duration": "1s", "target": {{start}} }]}
            """);

    private static readonly Gen<string> s_loops = Gen.Select(Gen.Int[1, 12], Gen.Int[0, 12], Gen.Int[0, 2]).Select((vus, target, kind) => kind switch
    {
        0 => $$"""{"executor": "constant-vus", "vus": {{vus}}, "duration": "2s"}""",
        1 => $$"""{"executor": "per-vu-iterations", "vus": {{vus}}, "iterations": 3, "maxDuration": "2s"}""",
        _ => $$"""
             {"executor": "ramping-vus", "startVUs": {{vus}}, "gracefulRampDown": "0s",
              "stages": [{"duration": {{StageOf(vus, target)}}, "target": {{target}} }, {"duration": {{StageOf(vus, target)}}, "target": {{vus}} }]}
             """,
    });

    // A user more or less each 100 ms, so that no iteration of 97 ms ends in the very moment of a step: which comes first would be chance.
    private static int StageOf(int vus, int target) => 100 * Math.Max(1, Math.Abs(vus - target));

    [Fact]
    public void AnyArrivals_EachOne_IsCompleteInterruptedOrDropped() => Gen.Select(s_arrivals, Gen.Int[1, 400]).Sample((plan, milliseconds) =>
    {
        var run = Run(plan, milliseconds, ExecutionSegment.Whole);

        var progress = run.Result!.Progress;
        Assert.Equal(run.Sum("offered_iterations"), progress.Complete + progress.Interrupted + progress.Dropped);
        Assert.Equal(run.Begins.Count, progress.Complete + progress.Interrupted);
        Assert.Equal(progress.Dropped, run.Sum("dropped_iterations"));
        Assert.Equal(run.Sum("vu_seconds"), run.Sum("iteration_seconds"), 1e-6);
    }, iter: 40);

    [Fact]
    public void AnyPartition_Arrivals_ComeWhenTheWholesDo() => Gen.Select(s_arrivals, s_partitions).Sample((plan, partition) =>
    {
        // Iterations of no duration, so that a user is always free.
        var whole = Run(plan, 0, ExecutionSegment.Whole);
        var parts = partition.Select(segment => Run(plan, 0, segment)).ToList();

        Assert.Equal(Times(whole), parts.SelectMany(Times).Order());
        Assert.Equal(whole.Sum("offered_iterations"), parts.Sum(part => part.Sum("offered_iterations")));
    }, iter: 20);

    [Fact]
    public void AnyPartition_Loops_AreTheWholesLoops() => Gen.Select(s_loops, s_partitions).Sample((plan, partition) =>
    {
        var whole = Run(plan, 97, ExecutionSegment.Whole).Begins.Order().ToList();
        var parts = partition.SelectMany(segment => Run(plan, 97, segment).Begins).Order().ToList();

        Assert.Equal(whole, parts);
    }, iter: 20);

    [Fact]
    public void AnyPartition_SharedIterations_AddUp() => Gen.Select(Gen.Int[1, 9], Gen.Int[0, 50], s_partitions).Sample((vus, more, partition) =>
    {
        var plan = $$"""{"executor": "shared-iterations", "vus": {{vus}}, "iterations": {{vus + more}} }""";

        Assert.Equal(vus + more, partition.Sum(segment => Run(plan, 10, segment).Result!.Progress.Complete));
    }, iter: 20);

    private static VirtualRun Run(string scenario, int milliseconds, ExecutionSegment segment) => new VirtualRun { Segment = segment }
        .RunAsync($$"""{"a": {{scenario}} }""", milliseconds == 0 ? (_, _) => ValueTask.CompletedTask : VirtualRun.Think(milliseconds)).GetAwaiter().GetResult();

    private static IEnumerable<double> Times(VirtualRun run) => run.Begins.Select(begin => Math.Round(begin.At.TotalMilliseconds)).Order();

    private static IReadOnlyList<ExecutionSegment> Partition(int denominator, int[] cuts)
    {
        Fraction[] bounds = [.. cuts.Select(cut => new Fraction(cut, denominator)).Append(Fraction.Zero).Append(Fraction.One).Distinct().Order()];
        var sequence = string.Join(',', bounds);
        return [.. bounds.Zip(bounds.Skip(1)).Select(pair => ExecutionSegment.Parse($"{pair.First}:{pair.Second}", sequence))];
    }
}
