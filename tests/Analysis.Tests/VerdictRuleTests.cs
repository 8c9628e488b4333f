using UpCoach.LoadRunners.Analysis.Verdicts;
using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.Thresholds;

namespace UpCoach.Analysis.Tests;

public sealed class VerdictRuleTests
{
    [Fact]
    public void Verdict_AllThresholdsHeld_IsPass() => Expect(RunOutcome.Passed, 0, Evidence([Verdict.Passed, Verdict.Passed]));

    [Fact]
    public void Verdict_OneThresholdCrossed_Is99() => Expect(RunOutcome.Failed, 99, Evidence([Verdict.Passed, Verdict.Failed]));

    [Fact]
    public void Verdict_CrossedBesideSilent_IsStillCrossed() => Expect(RunOutcome.Failed, 99, Evidence([Verdict.NoData, Verdict.Failed]));

    [Fact]
    public void Verdict_ThresholdWithoutSamples_IsNoPass() => Expect(RunOutcome.NotEnoughData, 3, Evidence([Verdict.Passed, Verdict.NoData]));

    [Fact]
    public void Verdict_NothingMeasured_IsNoPass() => Expect(RunOutcome.NotEnoughData, 3, Evidence([], samples: 0));

    [Fact]
    public void Verdict_NoThresholds_IsPassWithTheReason()
    {
        var verdict = VerdictRule.Judge(Evidence([]));
        Assert.Equal(0, verdict.ExitCode);
        Assert.StartsWith("No threshold was set", verdict.Reasons[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Verdict_VoidRun_OutranksCrossedThreshold() =>
        Expect(RunOutcome.Void, 3, Evidence([Verdict.Failed]) with { VoidReasons = ["lagged"] });

    [Fact]
    public void Verdict_Interrupted_OutranksAll() =>
        Expect(RunOutcome.Interrupted, 105, Evidence([Verdict.Failed]) with { VoidReasons = ["lagged"], WasInterrupted = true });

    [Fact]
    public void Reasons_Crossed_NameTheThreshold() => Assert.Equal(["t0: p(95)<500 was crossed."], VerdictRule.Judge(Evidence([Verdict.Failed])).Reasons);

    private static void Expect(RunOutcome outcome, int exitCode, VerdictEvidence evidence)
    {
        var verdict = VerdictRule.Judge(evidence);
        Assert.Equal((outcome, exitCode), (verdict.Outcome, verdict.ExitCode));
        Assert.NotEmpty(verdict.Reasons);
    }

    [Theory]
    [InlineData(400.0, 450.0, RunOutcome.Passed)]
    [InlineData(520.0, 700.0, RunOutcome.Failed)]
    [InlineData(400.0, 600.0, RunOutcome.NotEnoughData)]
    [InlineData(400.0, null, RunOutcome.NotEnoughData)]
    public void Confident_Interval_DecidesAlone(double low, double? high, RunOutcome outcome)
    {
        var result = Result(0, Verdict.Passed) with { Interval = new ConfidenceInterval(low, high, 100, 10, "") };

        Assert.Equal(outcome, VerdictRule.Judge(new VerdictEvidence([result], 100, false, [], VerdictMode.Confident)).Outcome);
        Assert.Equal(RunOutcome.Passed, VerdictRule.Judge(new VerdictEvidence([result], 100, false, [])).Outcome);
    }

    private static VerdictEvidence Evidence(Verdict[] states, long samples = 100) =>
        new([.. states.Select((state, index) => Result(index, state))], samples, false, []);

    private static ThresholdResult Result(int number, Verdict verdict) => new(
        new Threshold
        {
            Metric = new MetricDefinition($"t{number}", MetricKind.Trend),
            Key = $"t{number}",
            Expression = "p(95)<500",
            Aggregation = Aggregation.Percentile,
            Percentile = 95,
            Operator = ThresholdOperator.Less,
            Limit = 500,
        },
        verdict == Verdict.NoData ? null : 450,
        verdict,
        100);
}
