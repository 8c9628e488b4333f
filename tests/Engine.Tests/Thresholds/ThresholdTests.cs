using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.Plans;
using UpCoach.LoadRunners.Engine.Thresholds;

namespace UpCoach.Engine.Tests.Thresholds;

public sealed class ThresholdTests
{
    [Theory]
    [InlineData("http_req_duration", "p(95)<500", Verdict.Passed)]
    [InlineData("http_req_duration", "p(95)<20", Verdict.Failed)]
    [InlineData("http_req_duration", "p(99.9) <= 100", Verdict.Passed)]
    [InlineData("http_req_duration", "max<=100", Verdict.Passed)]
    [InlineData("http_req_duration", "max<100", Verdict.Failed)]
    [InlineData("http_req_duration", "min>=1", Verdict.Passed)]
    [InlineData("http_req_duration", "min>1", Verdict.Failed)]
    [InlineData("http_req_duration", "avg==50.5", Verdict.Passed)]
    [InlineData("http_req_duration", "avg===50.5", Verdict.Passed)]
    [InlineData("http_req_duration", "avg!=50.5", Verdict.Failed)]
    [InlineData("http_req_duration", "med<51", Verdict.Passed)]
    [InlineData("http_req_duration{name:a}", "max<=50", Verdict.Passed)]
    [InlineData("http_req_duration{name:b}", "min>50", Verdict.Passed)]
    [InlineData("http_req_duration{name:b,status:200}", "min>50", Verdict.Passed)]
    [InlineData("http_req_duration{name:b, status:500}", "min>50", Verdict.NoData)]
    [InlineData("http_req_duration{name:renamed}", "p(95)<500", Verdict.NoData)]
    [InlineData("http_reqs", "count>99", Verdict.Passed)]
    [InlineData("http_reqs", "rate>9.9", Verdict.Passed)]
    [InlineData("http_reqs", "rate>1e2", Verdict.Failed)]
    [InlineData("http_req_failed", "rate<=0.1", Verdict.Passed)]
    [InlineData("http_req_failed", "rate<0.1", Verdict.Failed)]
    [InlineData("vus", "value==7", Verdict.Passed)]
    [InlineData("checks", "rate>0.9", Verdict.NoData)]
    public void Threshold_OnSamples_HasItsVerdict(string key, string expression, Verdict verdict) =>
        Assert.Equal(verdict, Judge(key, expression).Verdict);

    [Fact]
    public void Threshold_NoSamples_IsNoDataNotPassed()
    {
        var result = Judge("checks", "rate>=0");

        Assert.Equal((Verdict.NoData, null, null), (result.Verdict, result.Observed, result.MarginRatio));
    }

    [Theory]
    [InlineData("p(95)<500", 0.81)]
    [InlineData("max<50", -1.0)]
    [InlineData("max>50", 1.0)]
    [InlineData("avg!=1", null)]
    public void Margin_OfTheLimit_IsPositiveWhereItHolds(string expression, double? margin) =>
        Assert.Equal(margin, Judge("http_req_duration", expression).MarginRatio is { } ratio ? Math.Round(ratio, 2) : null);

    [Fact]
    public void AbortOnFail_BeforeItsDelay_LetsTheRunGoOn()
    {
        Assert.Null(Abort("""{"threshold": "p(95)<20", "abortOnFail": true, "delayAbortEval": "30s"}"""));
        Assert.Null(Abort("""{"threshold": "p(95)<500", "abortOnFail": true}"""));
        Assert.Null(Abort("""{"threshold": "p(95)<20", "abortOnFail": false}"""));
        Assert.Equal("p(95)<20", Abort("""{"threshold": "p(95)<20", "abortOnFail": true, "delayAbortEval": "10s"}""")?.Threshold.Expression);
    }

    private static ThresholdResult? Abort(string entry) => new ThresholdEvaluator(Read("http_req_duration", entry)).FindAbort(Samples());

    private static ThresholdResult Judge(string key, string expression) =>
        new ThresholdEvaluator(Read(key, $"\"{expression}\"")).Evaluate(Samples()).Single();

    private static IReadOnlyList<Threshold> Read(string key, string entry)
    {
        var read = PlanReader.Read($$$"""{"scenarios": {"a": {"executor": "shared-iterations"}}, "thresholds": {"{{{key}}}": {{{entry}}}}}""");
        Assert.Empty(read.Errors);
        return read.Plan!.Thresholds;
    }

    /// <summary>100 requests in 10 s of 1 to 100 ms: the faster half named a, the other b; one in ten failed.</summary>
    private static MetricStore Samples()
    {
        var recorder = new MetricRecorder();
        for (var i = 1; i <= 100; i++)
        {
            var tags = TagSet.Of([new("name", i <= 50 ? "a" : "b"), new("status", "200")]);
            recorder.Trend(recorder.Series.Find(BuiltInMetrics.HttpReqDuration, tags), i * 1000);
            recorder.Rate(recorder.Series.Find(BuiltInMetrics.HttpReqFailed, tags), i % 10 == 0);
            recorder.Count(recorder.Series.Find(BuiltInMetrics.HttpReqs, tags));
        }

        recorder.Gauge(recorder.Series.Find(BuiltInMetrics.Vus, TagSet.Empty), 7);
        var store = new MetricStore();
        store.Add(recorder.TakeInterval(TimeSpan.Zero, TimeSpan.FromSeconds(10), 7));
        return store;
    }
}
