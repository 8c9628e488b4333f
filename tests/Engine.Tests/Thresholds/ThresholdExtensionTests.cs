using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.Plans;
using UpCoach.LoadRunners.Engine.ServerMetrics;
using UpCoach.LoadRunners.Engine.Thresholds;

namespace UpCoach.Engine.Tests.Thresholds;

public sealed class ThresholdExtensionTests
{
    [Theory]
    [InlineData("http_reqs{status!=200}", 3)] // 404, 500 and the one without a status
    [InlineData("http_reqs{status=~\\\"4..|5..\\\"}", 2)]
    [InlineData("http_reqs{status!~5.*}", 4)]
    [InlineData("http_reqs{name:feed,status!=200}", 2)]
    [InlineData("http_reqs{name:feed,status=~2..}", 1)]
    [InlineData("http_reqs{name:'a,b'}", 1)]
    [InlineData("http_reqs{name:/users/{id}}", 1)]
    [InlineData("http_reqs{ name : feed , status : 500 }", 1)]
    public void Conditions_OnTags_SelectSeries(string key, int count)
    {
        var recorder = new MetricRecorder();
        foreach (var (name, status) in new[] { ("feed", "200"), ("feed", "404"), ("feed", "500"), ("a,b", "200"), ("/users/{id}", "") })
        {
            var tags = status.Length == 0 ? TagSet.Of("name", name) : TagSet.Of([new("name", name), new("status", status)]);
            recorder.Count(recorder.Series.Find(BuiltInMetrics.HttpReqs, tags));
        }

        Assert.Equal(count, Judge(Store(recorder), key, "\"count>0\"").Observed);
    }

    [Theory]
    [InlineData("http_reqs{status=~[}", "not a regular expression")]
    [InlineData("http_reqs{status=~(a)\\\\1}", "not a regular expression")]
    [InlineData("http_reqs{status}", "name!=value")]
    [InlineData("http_reqs{a:b,}", "is not a condition")]
    [InlineData("http_reqs{}", "is not a condition")]
    [InlineData("pool{a:b}", "select in its query")]
    [InlineData("pol", "did you mean 'pool'?")]
    public void Key_Wrong_IsRefusedWithItsPath(string key, string message) => Refused($"\"{key}\": \"count>0\"", message);

    [Theory]
    [InlineData("\"http_req_duration\": \"p(95)[soon]<500\"", "is no window: expected a duration")]
    [InlineData("\"http_req_duration\": \"p(95)[10ms]<500\"", "at least 1s")]
    [InlineData("\"http_req_duration\": \"p(95)[]<500\"", "is no window")]
    [InlineData("\"pool\": \"max[30s]<500\"", "use a range in its query")]
    [InlineData("\"pool\": \"rate<500\"", "a server metric; allowed: value, avg, min, max, med, p(N)")]
    [InlineData("\"vus\": \"max<500\"", "a gauge; allowed: value")]
    [InlineData("\"http_req_duration\": {\"threshold\": \"p(95)<500\", \"minSamples\": 0}", "whole number from 1")]
    [InlineData("\"http_reqs\": {\"threshold\": \"count>5\", \"minSamples\": 5}", "allowed on rates, trends and server metrics")]
    public void Extension_Wrong_IsRefusedWithItsPath(string threshold, string message) => Refused(threshold, message);

    [Theory]
    [InlineData("{\"pool\": {\"query\": \"x\", \"unti\": \"\"}}", "$.serverMetrics.pool.unti", "did you mean 'unit'?")]
    [InlineData("{\"pool\": {}}", "$.serverMetrics.pool.query", "is required")]
    [InlineData("{\"pool\": {\"query\": \" \"}}", "$.serverMetrics.pool.query", "expected PromQL")]
    [InlineData("{\"1pool\": {\"query\": \"x\"}}", "$.serverMetrics.1pool", "begins with no digit")]
    [InlineData("{\"http_reqs\": {\"query\": \"x\"}}", "$.serverMetrics.http_reqs", "choose another")]
    [InlineData("{\"pool\": 1}", "$.serverMetrics.pool", "expected an object")]
    public void ServerMetric_Wrong_IsRefusedWithItsPath(string section, string path, string message)
    {
        var read = PlanReader.Read($$"""{"scenarios": {"a": {"executor": "shared-iterations"} }, "serverMetrics": {{section}} }""");

        Assert.Contains(message, Assert.Single(read.Errors, error => error.JsonPath == path).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ServerMetric_NoThresholdNamesIt_IsNotAskedFor()
    {
        var read = PlanReader.Read("""
            {"scenarios": {"a": {"executor": "shared-iterations"} },
             "serverMetrics": {"pool": {"query": "x"}, "cpu": {"query": "y"}, "memory": {"query": "z"} },
             "thresholds": {"pool": "max<500"},
             "targets": [{"id": "cpu", "text": "below 70 %", "metric": "cpu", "threshold": "max<0.7"},
                         {"id": "memory", "text": "below 150 MB", "scenarios": ["b"], "metric": "memory", "threshold": "max<150"}] }
            """);

        Assert.Equal(["pool", "cpu"], read.Plan!.ServerMetrics.Select(metric => metric.Name));
    }

    [Theory]
    [InlineData("p(95)[5s]<100", Verdict.Passed, 90.0)] // the slow second is less than a twentieth of five
    [InlineData("max[5s]<100", Verdict.Failed, 1000.0)]
    [InlineData("p(95)[2s]<100", Verdict.Failed, 1000.0)]
    [InlineData("min[3s]>5", Verdict.Passed, 10.0)]
    [InlineData("p(95)[60s]<100", Verdict.NoData, null)] // the run has no such stretch
    public void Window_OneBadSecond_IsSeenInTheWorstWindow(string expression, Verdict verdict, double? observed)
    {
        var store = new MetricStore();
        for (var second = 0; second < 20; second++)
        {
            var recorder = new MetricRecorder();
            var series = recorder.Series.Find(BuiltInMetrics.HttpReqDuration, TagSet.Empty);
            for (var i = 1; i <= 25; i++) recorder.Trend(series, second == 12 && i <= 5 ? 1_000_000 : i == 25 ? 90_000 : 10_000);
            for (var i = 0; i < 3; i++) recorder.Trend(series, 90_000);
            store.Add(recorder.TakeInterval(TimeSpan.FromSeconds(second), TimeSpan.FromSeconds(1), 1));
        }

        var result = Judge(store, "http_req_duration", $"\"{expression}\"");

        Assert.Equal(verdict, result.Verdict);
        if (observed is null) Assert.Null(result.Observed);
        else Assert.InRange(result.Observed!.Value, observed.Value * 0.999, observed.Value * 1.001);
    }

    [Theory]
    [InlineData("count[1s]>=10", Verdict.Failed, 2)]
    [InlineData("count[3s]>=25", Verdict.Failed, 22)]
    [InlineData("count[5s]>=42", Verdict.Passed, 42)]
    public void Window_LongRun_IsStillSeenByTheSecond(string expression, Verdict verdict, double observed)
    {
        var thresholds = Read("http_reqs", $"\"{expression}\"");
        var evaluator = new ThresholdEvaluator(thresholds);
        var store = new MetricStore(longestWindow: thresholds[0].Window!.Value);
        for (var second = 0; second < 3_000; second++)
        {
            store.Add(new IntervalSnapshot(
                TimeSpan.FromSeconds(second), TimeSpan.FromSeconds(1), 1, [new CounterSnapshot("http_reqs", TagSet.Empty, second == 2_503 ? 2 : 10)]));
            Assert.Null(evaluator.FindAbort(store));
        }

        var result = evaluator.Evaluate(store).Single();
        Assert.Equal((verdict, observed), (result.Verdict, result.Observed));
    }

    [Fact]
    public void Window_OfACounter_IsPerWindow()
    {
        var store = new MetricStore();
        for (var second = 0; second < 10; second++)
        {
            var recorder = new MetricRecorder();
            recorder.Count(recorder.Series.Find(BuiltInMetrics.HttpReqs, TagSet.Empty), second == 4 ? 2 : 10);
            store.Add(recorder.TakeInterval(TimeSpan.FromSeconds(second), TimeSpan.FromSeconds(1), 1));
        }

        Assert.Equal((12.0, 6.0), (Judge(store, "http_reqs", "\"count[2s]>0\"").Observed, Judge(store, "http_reqs", "\"rate[2s]>0\"").Observed));
    }

    [Fact]
    public void Window_AgentThatIsLate_IsWaitedFor()
    {
        var store = new MetricStore();
        var evaluator = new ThresholdEvaluator(Read("http_reqs", "\"count[1s]>=20\""));
        store.Add(Second(0));
        store.Add(Second(0));
        store.Add(Second(1));
        Assert.Equal(Verdict.Passed, evaluator.Evaluate(store)[0].Verdict);

        store.Add(Second(1));
        Assert.Equal(Verdict.Passed, evaluator.Evaluate(store)[0].Verdict);

        static IntervalSnapshot Second(int second)
        {
            var recorder = new MetricRecorder();
            recorder.Count(recorder.Series.Find(BuiltInMetrics.HttpReqs, TagSet.Empty), 10);
            return recorder.TakeInterval(TimeSpan.FromSeconds(second), TimeSpan.FromSeconds(1), 1);
        }
    }

    [Fact]
    public void Window_ScaledTime_ShrinksWithTheRun()
    {
        var read = PlanReader.Read(
            """{"scenarios": {"a": {"executor": "shared-iterations"}}, "thresholds": {"http_req_duration": "p(95)[30s]<500"}}""",
            overrides: new PlanOverrides(ScaleTime: 0.05));

        Assert.Equal(TimeSpan.FromSeconds(2), read.Plan!.Thresholds[0].Window);
    }

    [Theory]
    [InlineData(10, Verdict.Passed)]
    [InlineData(11, Verdict.NoData)]
    public void MinSamples_TooFew_IsNoData(int least, Verdict verdict)
    {
        var recorder = new MetricRecorder();
        for (var i = 0; i < 10; i++) recorder.Rate(recorder.Series.Find(BuiltInMetrics.Checks, TagSet.Empty), passed: true);

        var result = Judge(Store(recorder), "checks", $$"""{"threshold": "rate>0.9", "minSamples": {{least}}}""");

        Assert.Equal((verdict, 10L, 1.0), (result.Verdict, result.Samples, result.Observed));
    }

    [Theory]
    [InlineData("value==3", Verdict.Passed)]
    [InlineData("max<=9", Verdict.Passed)]
    [InlineData("avg==5", Verdict.Passed)]
    [InlineData("min<1", Verdict.Failed)]
    [InlineData("p(50)==3", Verdict.Passed)]
    public void ServerMetric_Answers_AreJudged(string expression, Verdict verdict)
    {
        var samples = new ServerMetricSamples();
        foreach (var value in new[] { 3, 9, double.NaN, 3 }) samples.Add(value);
        var evaluator = new ThresholdEvaluator(Read("pool", $"\"{expression}\""), new Dictionary<string, ServerMetricSamples> { ["pool"] = samples });

        Assert.Equal((verdict, 3L), (evaluator.Evaluate(new MetricStore())[0].Verdict, samples.Count));
    }

    [Fact]
    public void ServerMetric_NoAnswer_IsNoDataNotPassed() =>
        Assert.Equal(Verdict.NoData, Judge(new MetricStore(), "pool", "\"max<1\"").Verdict);

    [Fact]
    public void ServerMetricSamples_LongRun_KeepAnEvenChoice()
    {
        var samples = new ServerMetricSamples();
        for (var i = 0; i <= 100_000; i++) samples.Add(i);

        Assert.Equal((100_001L, 0.0, 100_000.0, 100_000.0, 50_000.0), (samples.Count, samples.Min, samples.Max, samples.Last, samples.Mean));
        Assert.InRange(samples.Percentile(90), 89_900, 90_100);
    }

    private static void Refused(string threshold, string message)
    {
        var read = PlanReader.Read(Plan(threshold));

        Assert.Contains(read.Errors, error => error.JsonPath.StartsWith("$.thresholds", StringComparison.Ordinal)
            && error.Message.Contains(message, StringComparison.Ordinal));
    }

    private static ThresholdResult Judge(MetricStore store, string key, string entry) => new ThresholdEvaluator(Read(key, entry)).Evaluate(store).Single();

    private static IReadOnlyList<Threshold> Read(string key, string entry)
    {
        var read = PlanReader.Read(Plan($"\"{key}\": {entry}"));
        Assert.Empty(read.Errors);
        return read.Plan!.Thresholds;
    }

    private static string Plan(string threshold) =>
        $$"""{"scenarios": {"a": {"executor": "shared-iterations"} }, "serverMetrics": {"pool": {"query": "x", "unit": "connections"} }, "thresholds": { {{threshold}} } }""";

    private static MetricStore Store(MetricRecorder recorder)
    {
        var store = new MetricStore();
        store.Add(recorder.TakeInterval(TimeSpan.Zero, TimeSpan.FromSeconds(10), 1));
        return store;
    }
}
