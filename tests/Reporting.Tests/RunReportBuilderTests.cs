using UpCoach.LoadRunners.Analysis.Verdicts;
using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.Plans;
using UpCoach.LoadRunners.Engine.Thresholds;
using UpCoach.LoadRunners.Reporting.Building;
using UpCoach.LoadRunners.Reporting.Model;

namespace UpCoach.Reporting.Tests;

public sealed class RunReportBuilderTests
{
    private static readonly LoadPlan Plan = PlanReader.Read(
        """{"scenarios": {"browse": {"executor": "constant-vus", "vus": 2, "duration": "2s"}}, "thresholds": {"http_req_duration": ["p(95)<50"], "http_req_failed": ["rate<0.5"]}}""").Plan!;

    private static readonly TagSet Feed = TagSet.Of("scenario", "browse").With("name", "feed");

    [Fact]
    public void Build_TwoSeconds_AddUp()
    {
        var report = Build(Second(0, 10, 1, 20_000), Second(1, 30, 3, 20_000));
        Assert.Equal(RunOutcome.Passed, report.Verdict.Outcome);
        Assert.Equal((40, 4), (report.Overall.Requests, report.Overall.Failed));
        Assert.Equal("feed", Assert.Single(report.Endpoints).Name);
        Assert.Equal(40, Assert.Single(report.Scenarios).Requests.Requests);
        Assert.Equal([10, 30], report.Timeline.Select(row => row.RequestsPerSecond));
        Assert.Equal(20, report.Overall.Service.P95!.Value, 0.1);
    }

    [Fact]
    public void Build_NothingMeasured_IsNoDataEverywhere()
    {
        var report = Build();
        Assert.Equal(RunOutcome.NotEnoughData, report.Verdict.Outcome);
        Assert.All(report.Thresholds, row => Assert.Equal((Verdict.NoData, (double?)null), (row.State, row.Observed)));
        Assert.Null(report.Overall.Service.P95);
        Assert.Null(report.Metrics.Single(metric => metric.Name == "http_req_duration").Value("p(95)"));
    }

    [Fact]
    public void Build_SlowResponses_CrossTheThresholdWithItsMargin()
    {
        var report = Build(Second(0, 10, 0, 100_000));
        Assert.Equal(99, report.Verdict.ExitCode);
        Assert.InRange(report.Thresholds[0].MarginRatio!.Value, -1.01, -0.99);
    }

    [Fact]
    public void Checklist_Target_HasTheStateOfItsThresholdOrAReason()
    {
        var plan = PlanReader.Read(
            """
            {"scenarios": {"browse": {"executor": "constant-vus", "vus": 2, "duration": "2s"} },
             "targets": [{"id": "fast", "text": "Fast: < 50ms", "metric": "http_req_duration", "threshold": "p(95)<50"},
                         {"id": "calm", "text": "Calm: < 1%", "scenarios": ["sleep"], "metric": "http_req_failed", "threshold": "rate<0.01"}]}
            """).Plan!;

        var report = Build(plan, Second(0, 10, 0, 100_000));

        Assert.Equal(99, report.Verdict.ExitCode);
        Assert.Equal((Verdict.Failed, "p(95)<50", null), (report.Checklist[0].State, report.Checklist[0].Judged!.Expression, report.Checklist[0].Unmeasured));
        Assert.Equal((Verdict.NoData, null, "this plan has no scenario sleep"), (report.Checklist[1].State, report.Checklist[1].Judged, report.Checklist[1].Unmeasured));
    }

    [Fact]
    public void Check_ThatNeverHeld_IsNoted()
    {
        var second = Second(0, 10, 0, 20_000);
        var report = Build(second with { Series = [.. second.Series, new RateSnapshot("checks", TagSet.Of("check", "status is 200"), 0, 10)] });
        Assert.Contains(report.Generator.Notes, note => note.StartsWith("The check 'status is 200' never held", StringComparison.Ordinal));
    }

    [Fact]
    public void Checks_InAndOutOfGroups_AreCountedApart()
    {
        var second = Second(0, 10, 0, 20_000);
        var check = TagSet.Of("check", "ok");
        var report = Build(second with
        {
            Series = [.. second.Series, new RateSnapshot("checks", check, 5, 6), new RateSnapshot("checks", check.With("group", "::a"), 2, 4), new RateSnapshot("checks", check.With("group", "::a").With("name", "x"), 1, 1)],
        });
        Assert.Equal([new CheckRow("ok", 5, 1), new CheckRow("ok", 3, 2, "::a")], report.Checks);
    }

    [Fact]
    public void Timeline_SliverOfALastSecond_IsLeftOut()
    {
        var sliver = Second(2, 1, 0, 20_000) with { Length = TimeSpan.FromMilliseconds(40) };
        Assert.Equal([10, 30], Build(Second(0, 10, 0, 20_000), Second(1, 30, 0, 20_000), sliver).Timeline.Select(row => row.RequestsPerSecond));
        Assert.Single(Build(Second(0, 10, 0, 20_000) with { Length = TimeSpan.FromMilliseconds(40) }).Timeline);
    }

    [Fact]
    public void Timeline_MostOfALastSecond_IsScaledToOne()
    {
        var most = Second(1, 8, 0, 20_000) with { Length = TimeSpan.FromMilliseconds(800) };
        Assert.Equal([10, 10], Build(Second(0, 10, 0, 20_000), most).Timeline.Select(row => row.RequestsPerSecond));
    }

    [Fact]
    public void Threshold_JudgedOnARun_HasBoundsAndTheirWeight()
    {
        var row = Build([.. Enumerable.Range(0, 30).Select(second => Second(second, 20, second % 2, 20_000))]).Thresholds[1];
        Assert.Equal(600, row.Samples);
        Assert.InRange(row.Bounds!.EffectiveSamples, 1, 600);
        Assert.True(row.Bounds.Low <= row.Observed && row.Observed <= row.Bounds.High);
        Assert.Equal(ConfidentVerdict.Pass, row.Confident);
    }

    [Fact]
    public void Trends_OfAPlanWithItsOwnColumns_HaveThose()
    {
        var plan = PlanReader.Read("""{"scenarios": {"browse": {"executor": "constant-vus", "vus": 2, "duration": "2s"}}, "summaryTrendStats": ["med", "p(99.9)", "count"]}""").Plan!;
        var values = Build(plan, Second(0, 10, 0, 20_000)).Metrics.Single(metric => metric.Name == "http_req_duration").Values;
        Assert.Equal(["med", "p(99.9)", "count"], values.Select(value => value.Key));
        Assert.Equal(10, values[2].Value);
    }

    private static RunReport Build(params IntervalSnapshot[] seconds) => Build(Plan, seconds);

    private static RunReport Build(LoadPlan plan, params IntervalSnapshot[] seconds)
    {
        var store = new MetricStore();
        foreach (var second in seconds)
        {
            store.Add(second);
        }

        return RunReportBuilder.Build(new RunRecord
        {
            Plan = plan,
            Targets = ["http://127.0.0.1/"],
            StartedAt = DateTimeOffset.UnixEpoch,
            Elapsed = TimeSpan.FromSeconds(seconds.Length),
            Store = store,
            Thresholds = new ThresholdEvaluator(plan.Thresholds).Evaluate(store),
            Iterations = new Dictionary<string, IterationCount>(),
            Agents = [],
            SharesMachine = false,
            Machine = new MachineFacts("cpu", 1, 1, "os", "net", "0", null),
        });
    }

    private static IntervalSnapshot Second(int start, int requests, int failed, long microseconds)
    {
        var latency = new Histogram();
        for (var request = 0; request < requests; request++)
        {
            latency.Record(microseconds);
        }

        return new IntervalSnapshot(TimeSpan.FromSeconds(start), TimeSpan.FromSeconds(1), 2,
        [
            new CounterSnapshot("http_reqs", Feed, requests),
            new RateSnapshot("http_req_failed", Feed, failed, requests),
            new TrendSnapshot("http_req_duration", Feed, HistogramSnapshot.Of(latency)),
        ]);
    }
}
