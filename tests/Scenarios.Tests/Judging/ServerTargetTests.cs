using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.ServerMetrics;
using UpCoach.LoadRunners.Engine.Thresholds;

namespace UpCoach.Scenarios.Tests.Judging;

/// <summary>The targets that are judged by the server's own figures, given figures on both sides of their limits.</summary>
public sealed class ServerTargetTests
{
    [Theory]
    [Fails("realtime-memory", 149.9, 150)]
    [Fails("realtime-cpu", 69.9, 70)]
    [Fails("cache-hit-ratio-counters", 0.871, 0.87)]
    public void Figure_BeyondTheLimit_FailsTheTarget(string target, double good, double bad)
    {
        var plan = (string)TargetFile.Read().Single(one => (string)one["id"]! == target)["group"]!;
        var threshold = TargetFile.TargetsOf(plan).Single(one => one.Id == target).Threshold! with { MinSamples = 1 };

        Assert.Equal((Verdict.NoData, Verdict.Passed, Verdict.Failed), (Judge(threshold), Judge(threshold, good), Judge(threshold, good, bad)));
    }

    private static Verdict Judge(Threshold threshold, params double[] figures)
    {
        var samples = new ServerMetricSamples();
        foreach (var figure in figures) samples.Add(figure);
        var server = new Dictionary<string, ServerMetricSamples> { [threshold.Server!.Name] = samples };
        return new ThresholdEvaluator([threshold], server).Evaluate(new MetricStore())[0].Verdict;
    }
}
