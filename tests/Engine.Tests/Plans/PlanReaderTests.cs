using UpCoach.LoadRunners.Engine.Executors;
using UpCoach.LoadRunners.Engine.Executors.ConstantArrivalRate;
using UpCoach.LoadRunners.Engine.Executors.ConstantVus;
using UpCoach.LoadRunners.Engine.Executors.ExternallyControlled;
using UpCoach.LoadRunners.Engine.Executors.RampingArrivalRate;
using UpCoach.LoadRunners.Engine.Executors.RampingVus;
using UpCoach.LoadRunners.Engine.Executors.SharedIterations;
using UpCoach.LoadRunners.Engine.Plans;
using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Engine.Thresholds;

namespace UpCoach.Engine.Tests.Plans;

public sealed class PlanReaderTests
{
    private const string Good =
        """
        {
          "name": "good", "description": "all there is", "seed": 42, "tags": {"lab": "one", "team": "web"}, "verdict": "confident",
          "insecureSkipTLSVerify": true, "noConnectionReuse": true, "noVUConnectionReuse": true, "maxRedirects": 3, "userAgent": "tester/1", "throw": false,
          "discardResponseBodies": true, "noCookiesReset": true, "httpVersion": "2", "setupTimeout": "2m", "teardownTimeout": 5000,
          "summaryTrendStats": ["min", "p(99.9)", "count"],
          "scenarios": {
            "loop": {"executor": "constant-vus", "exec": "feed", "vus": 200, "duration": "1m30s", "startTime": "5s", "gracefulStop": "10s",
                     "env": {"KEY": "value", "N": 3}, "tags": {"team": "mobile"}},
            "ramp": {"executor": "ramping-vus", "exec": "feed", "startVUs": 0, "stages": [{"duration": "30s", "target": 50}, {"duration": 500, "target": 0}]},
            "feed": {"executor": "ramping-arrival-rate", "startRate": 5, "timeUnit": "1m", "preAllocatedVUs": 10, "maxVUs": 30, "busy": "queue",
                     "stages": [{"duration": "1h", "target": 60}]},
            "fixed": {"executor": "constant-arrival-rate", "exec": "feed", "rate": 20, "duration": "10s", "preAllocatedVUs": 10},
            "shared": {"executor": "shared-iterations", "exec": "feed", "vus": 2, "iterations": 10, "maxDuration": "20s"},
            "each": {"executor": "per-vu-iterations", "exec": "feed", "vus": 2, "iterations": 5},
            "steered": {"executor": "externally-controlled", "exec": "feed", "vus": 3, "maxVUs": 9, "duration": "2m"}
          },
          "thresholds": {
            "http_req_duration": ["p(95)<500", {"threshold": "avg<200", "abortOnFail": true, "delayAbortEval": "10s"}],
            "http_req_failed{scenario:feed,name:list}": "rate<0.01",
            "checks": [{"threshold": "rate>0.99"}]
          },
          "evidence": {"hits": {"title": "Hit ratio", "unit": "ratio", "query": "sum(rate(x[$run]))"}}
        }
        """;

    private static readonly ScenarioCatalog s_catalog = new([new ScenarioDefinition("feed", "", _ => null!), new ScenarioDefinition("oauth", "", _ => null!)]);

    [Fact]
    public void GoodPlan_EveryValue_IsRead()
    {
        var read = PlanReader.Read(Good, s_catalog);

        Assert.Empty(read.Errors);
        var plan = read.Plan!;
        Assert.Equal(("good", "all there is", 42, 7, 4), (plan.Name, plan.Description, plan.Seed, plan.Scenarios.Count, plan.Thresholds.Count));
        var loop = Assert.IsType<ConstantVusOptions>(plan.Scenarios[0]);
        Assert.Equal((200, 90, 5, 10, "feed"), (loop.Vus, loop.Duration.TotalSeconds, loop.StartTime.TotalSeconds, loop.GracefulStop.TotalSeconds, loop.Exec));
        Assert.Equal(("value", "3", "lab:one,team:mobile"), (loop.Env["KEY"], loop.Env["N"], loop.Tags.ToString()));
        var ramp = Assert.IsType<RampingVusOptions>(plan.Scenarios[1]);
        Assert.Equal((0, 50, 30.5, 30), (ramp.StartVus, ramp.MaxVus, ramp.RegularDuration.TotalSeconds, ramp.GracefulRampDown.TotalSeconds));
        var feed = Assert.IsType<RampingArrivalRateOptions>(plan.Scenarios[2]);
        Assert.Equal((5, 60, 10, 30, BusyPolicy.Queue), (feed.StartRate, feed.Stages[0].Target, feed.PreAllocatedVus, feed.MaxVus, feed.Busy));
        Assert.Equal(10, Assert.IsType<ConstantArrivalRateOptions>(plan.Scenarios[3]).MaxVus);
        Assert.Equal(20, Assert.IsType<SharedIterationsOptions>(plan.Scenarios[4]).MaxRunTime.TotalSeconds);
        Assert.True(plan.Scenarios[6] is ExternallyControlledOptions { Vus: 3, MaxVus: 9, Duration.TotalMinutes: 2 });
        Assert.Equal(TimeSpan.FromHours(1), plan.Duration);
        Assert.True(plan.Thresholds[1] is { AbortOnFail: true, DelayAbortEval.TotalSeconds: 10 });
        Assert.Equal("{name:list,scenario:feed}", plan.Thresholds[2].Selector.ToString());
        Assert.Equal(
            new HttpPlanOptions
            {
                InsecureSkipTlsVerify = true, NoConnectionReuse = true, NoVuConnectionReuse = true, MaxRedirects = 3, UserAgent = "tester/1",
                DiscardResponseBodies = true, NoCookiesReset = true, HttpVersion = new Version(2, 0),
            },
            plan.Http);
        Assert.Equal(["min", "p(99.9)", "count"], plan.SummaryTrendStats);
        Assert.Equal((TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(5), VerdictMode.Confident), (plan.SetupTimeout, plan.TeardownTimeout, plan.VerdictMode));
        Assert.Equal("sum(rate(x[$run]))", plan.Evidence.Single().Query);
        Assert.Matches("^[0-9a-f]{64}$", plan.Hash);
        Assert.All(plan.Scenarios, scenario => Assert.NotEmpty(scenario.Describe()));
    }

    [Fact]
    public void Hash_LayoutAndComments_DoNotChangeIt()
    {
        var plain = PlanReader.Read(Good, s_catalog).Plan!.Hash;

        Assert.Equal(plain, PlanReader.Read("// a comment\n" + Good.Replace("  ", "\t", StringComparison.Ordinal), s_catalog).Plan!.Hash);
        Assert.NotEqual(plain, PlanReader.Read(Good.Replace("42", "43", StringComparison.Ordinal), s_catalog).Plan!.Hash);
        Assert.NotEqual(plain, PlanReader.Read(Good, s_catalog, new PlanOverrides(ScaleTime: 0.5)).Plan!.Hash);
    }

    [Fact]
    public void Overrides_Scale_DurationsAndLoad()
    {
        var plan = PlanReader.Read(Good, s_catalog, new PlanOverrides(ScaleTime: 0.1, ScaleRate: 0.5)).Plan!;

        var loop = (ConstantVusOptions)plan.Scenarios[0];
        Assert.Equal((100, 9, 0.5, 10, 0.1), (loop.Vus, loop.Duration.TotalSeconds, loop.StartTime.TotalSeconds, loop.GracefulStop.TotalSeconds, loop.TimeScale));
        var feed = (RampingArrivalRateOptions)plan.Scenarios[2];
        Assert.Equal((2.5, 30, 5, 360), (feed.StartRate, feed.Stages[0].Target, feed.PreAllocatedVus, feed.Stages[0].Duration.TotalSeconds));
        Assert.Equal(1, plan.Thresholds[1].DelayAbortEval.TotalSeconds);
    }

    /// <summary>Each row changes one thing in the good plan and names the one error that must come of it.</summary>
    [Theory]
    [InlineData("\"seed\": 42", "\"sed\": 42", "$.sed", "did you mean 'seed'?")]
    [InlineData("\"seed\": 42", "\"seed\": 4.5", "$.seed", "expected a whole number")]
    [InlineData("\"name\": \"good\"", "\"name\": 7", "$.name", "expected a string, found a number")]
    [InlineData("\"name\": \"good\"", "\"name\": \"a\", \"name\": \"b\"", "$.name", "given twice")]
    [InlineData("\"vus\": 200", "\"vus\": 200, \"vus\": 3", "$.scenarios.loop.vus", "given twice")]
    [InlineData("\"vus\": 200", "\"vus\": 0", "$.scenarios.loop.vus", "from 1 to")]
    [InlineData("\"vus\": 200", "\"vus\": -3", "$.scenarios.loop.vus", "found -3")]
    [InlineData("\"vus\": 200", "\"vuss\": 200", "$.scenarios.loop.vuss", "did you mean 'vus'?")]
    [InlineData("\"vus\": 200", "\"rate\": 200", "$.scenarios.loop.rate", "allowed: duration, env")]
    [InlineData("\"executor\": \"constant-vus\"", "\"executor\": \"constant-vu\"", "$.scenarios.loop.executor", "did you mean 'constant-vus'? Allowed: shared-iterations, per-vu-iterations, constant-vus, ramping-vus, constant-arrival-rate, ramping-arrival-rate")]
    [InlineData("\"executor\": \"constant-vus\", ", "", "$.scenarios.loop.executor", "is required")]
    [InlineData("\"duration\": \"1m30s\"", "\"duration\": \"1m30\"", "$.scenarios.loop.duration", "\"1m30s\"")]
    [InlineData("\"duration\": \"1m30s\"", "\"duration\": \"-5s\"", "$.scenarios.loop.duration", "expected a duration")]
    [InlineData("\"duration\": \"1m30s\"", "\"duration\": true", "$.scenarios.loop.duration", "expected a duration")]
    [InlineData("\"duration\": \"1m30s\"", "\"duration\": \"10ms\"", "$.scenarios.loop.duration", "at least 1s")]
    [InlineData("\"duration\": \"1m30s\", ", "", "$.scenarios.loop.duration", "is required")]
    [InlineData("\"startTime\": \"5s\"", "\"startTime\": \"soon\"", "$.scenarios.loop.startTime", "expected a duration")]
    [InlineData("\"exec\": \"feed\", \"vus\": 200", "\"exec\": \"fed\", \"vus\": 200", "$.scenarios.loop.exec", "did you mean 'feed'?")]
    [InlineData("\"exec\": \"feed\", \"vus\": 200", "\"vus\": 200", "$.scenarios.loop", "Allowed: feed, oauth", "allowed: feed, oauth")]
    [InlineData("\"env\": {\"KEY\": \"value\"", "\"env\": {\"KEY\": []", "$.scenarios.loop.env.KEY", "expected a string, found an array")]
    [InlineData("\"startVUs\": 0", "\"startVUs\": -1", "$.scenarios.ramp.startVUs", "from 0")]
    [InlineData("{\"duration\": 500, \"target\": 0}", "{\"duration\": 500}", "$.scenarios.ramp.stages[1].target", "is required")]
    [InlineData("{\"duration\": 500, \"target\": 0}", "{\"duration\": 500, \"target\": 0.5}", "$.scenarios.ramp.stages[1].target", "whole number")]
    [InlineData("{\"duration\": 500, \"target\": 0}", "5", "$.scenarios.ramp.stages[1]", "expected an object, found a number")]
    [InlineData("[{\"duration\": \"1h\", \"target\": 60}]", "[]", "$.scenarios.feed.stages", "at least one stage")]
    [InlineData("[{\"duration\": \"1h\", \"target\": 60}]", "[{\"duration\": 0, \"target\": 60}]", "$.scenarios.feed.stages", "duration above 0")]
    [InlineData("\"busy\": \"queue\"", "\"busy\": \"wait\"", "$.scenarios.feed.busy", "drop, queue")]
    [InlineData("\"maxVUs\": 30", "\"maxVUs\": 3", "$.scenarios.feed.maxVUs", "at least preAllocatedVUs (10)")]
    [InlineData("\"timeUnit\": \"1m\"", "\"timeUnit\": \"0s\"", "$.scenarios.feed.timeUnit", "at least 1ms")]
    [InlineData("\"rate\": 20", "\"rate\": 0", "$.scenarios.fixed.rate", "more than 0")]
    [InlineData("\"duration\": \"10s\", \"preAllocatedVUs\": 10}", "\"duration\": \"10s\"}", "$.scenarios.fixed.preAllocatedVUs", "is required")]
    [InlineData("\"vus\": 3, \"maxVUs\": 9", "\"vus\": 3, \"maxVUs\": 2", "$.scenarios.steered.maxVUs", "at least vus (3)")]
    [InlineData("\"vus\": 3, \"maxVUs\": 9", "\"startTime\": \"5s\"", "$.scenarios.steered.startTime", "can't be used with externally-controlled")]
    [InlineData("\"executor\": \"per-vu-iterations\"", "\"executor\": \"externally-controlled\"", "$.scenarios.steered.executor", "only one scenario")]
    [InlineData("\"each\": {", "\"each one\": {", "$.scenarios['each one']", "letters, digits, _ and -")]
    [InlineData("\"iterations\": 10", "\"iterations\": 1", "$.scenarios.shared.iterations", "at least vus (2)")]
    [InlineData("\"maxRedirects\": 3", "\"maxRedirects\": -1", "$.maxRedirects", "from 0 to 100")]
    [InlineData("\"noConnectionReuse\": true", "\"noConnectionReuse\": 1", "$.noConnectionReuse", "true or false")]
    [InlineData("\"throw\": false", "\"throw\": true", "$.throw", "only false is allowed")]
    [InlineData("\"httpVersion\": \"2\"", "\"httpVersion\": \"3\"", "$.httpVersion", "Allowed: 1.1, 2", "allowed: 1.1, 2")]
    [InlineData("\"userAgent\": \"tester/1\"", "\"userAgent\": \"a\\nb\"", "$.userAgent", "control character")]
    [InlineData("\"setupTimeout\": \"2m\"", "\"setupTimeout\": \"soon\"", "$.setupTimeout", "expected a duration")]
    [InlineData("\"verdict\": \"confident\"", "\"verdict\": \"confidant\"", "$.verdict", "did you mean 'confident'?")]
    [InlineData("\"p(99.9)\", \"count\"", "\"p(101)\"", "$.summaryTrendStats[1]", "p(0) to p(100)")]
    [InlineData("[\"min\", \"p(99.9)\", \"count\"]", "\"min\"", "$.summaryTrendStats", "expected an array")]
    [InlineData("{\"lab\": \"one\"", "{\"lab\": {}", "$.tags.lab", "expected a string")]
    [InlineData("\"p(95)<500\"", "\"p(101)<500\"", "$.thresholds.http_req_duration[0]", "p(0) to p(100)")]
    [InlineData("\"p(95)<500\"", "\"p(95)=<500\"", "$.thresholds.http_req_duration[0]", "operators: > >= < <= == === !=")]
    [InlineData("\"p(95)<500\"", "\"rate<500\"", "$.thresholds.http_req_duration[0]", "a trend; allowed: avg, min, max, med, p(N)")]
    [InlineData("\"p(95)<500\"", "5", "$.thresholds.http_req_duration[0]", "expected a string")]
    [InlineData("\"rate<0.01\"", "\"p(95)<1\"", "$.thresholds['http_req_failed{scenario:feed,name:list}']", "a rate; allowed: rate")]
    [InlineData("http_req_failed{scenario:feed,name:list}", "http_req_failed{scenario}", "$.thresholds['http_req_failed{scenario}']", "expected name:value")]
    [InlineData("\"checks\"", "\"cheks\"", "$.thresholds.cheks", "did you mean 'checks'?")]
    [InlineData("\"abortOnFail\": true", "\"abortOnFail\": \"yes\"", "$.thresholds.http_req_duration[1].abortOnFail", "true or false")]
    [InlineData("\"abortOnFail\": true", "\"abort\": true", "$.thresholds.http_req_duration[1].abort", "did you mean", "unknown key")]
    [InlineData("\"query\": \"sum(rate(x[$run]))\"", "\"querry\": \"\"", "$.evidence.hits.querry", "did you mean 'query'?")]
    public void OneThingWrong_Plan_IsRefusedWithItsPath(string from, string to, string path, string message, string? orMessage = null)
    {
        Assert.Contains(from, Good, StringComparison.Ordinal);

        var read = PlanReader.Read(Good.Replace(from, to, StringComparison.Ordinal), s_catalog);

        Assert.False(read.IsValid);
        var error = Assert.Single(read.Errors, error => error.JsonPath == path);
        Assert.True(
            error.Message.Contains(message, StringComparison.Ordinal) || (orMessage is not null && error.Message.Contains(orMessage, StringComparison.Ordinal)),
            error.ToString());
    }

    [Fact]
    public void ManyThingsWrong_Plan_HasAllErrorsAtOnce()
    {
        var read = PlanReader.Read(
            """
            {"scenarios": {"a": {"executor": "nothing"}, "b": {"executor": "constant-vus", "vus": 0, "colour": 1}},
             "thresholds": {"unknown": "p(95)<1", "http_reqs": "avg<1"}, "extra": 1}
            """,
            s_catalog);

        Assert.Equal(
            [
                "$.scenarios.a", "$.scenarios.a.executor", "$.scenarios.b", "$.scenarios.b.vus", "$.scenarios.b.duration", "$.scenarios.b.colour",
                "$.thresholds.unknown", "$.thresholds.http_reqs", "$.extra",
            ],
            read.Errors.Select(error => error.JsonPath));
    }

    [Theory]
    [InlineData("\"vus\": 5, \"duration\": \"30s\"", "5 looping VUs for 30s")]
    [InlineData("\"vus\": 5, \"iterations\": 50", "50 iterations shared among 5 VUs (maxDuration: 10m)")]
    [InlineData("\"vus\": 5, \"iterations\": 50, \"duration\": \"1m\"", "50 iterations shared among 5 VUs (maxDuration: 1m)")]
    [InlineData("\"vus\": 2, \"duration\": \"1s\", \"ext\": {\"loadimpact\": {}}, \"noUsageReport\": true", "2 looping VUs for 1s")]
    [InlineData("\"stages\": [{\"duration\": \"30s\", \"target\": 20}]", "Up to 20 looping VUs for 30s over 1 stages")]
    public void Shortcuts_OfK6_MakeTheScenarioDefault(string keys, string described)
    {
        var plan = PlanReader.Read($$"""{ {{keys}} }""").Plan!;

        var scenario = Assert.Single(plan.Scenarios);
        Assert.Equal(("default", "default", described), (scenario.Name, scenario.Exec, scenario.Describe()));
    }

    [Theory]
    [InlineData("\"rps\": 5", "$.rps", "does not have; remove it")]
    [InlineData("\"executionSegment\": \"0:1/2\"", "$.executionSegment", "on the command line")]
    [InlineData("\"vus\": 5", "$.vus", "needs duration, iterations or stages")]
    [InlineData("\"duration\": \"1s\", \"scenarios\": {\"feed\": {\"executor\": \"shared-iterations\"}}", "$.duration", "beside scenarios")]
    [InlineData("\"duration\": \"soon\"", "$.duration", "expected a duration")]
    [InlineData("\"iterations\": 5, \"maxDuration\": \"1m\"", "$.maxDuration", "unknown key")]
    [InlineData("\"stages\": [{\"duration\": \"30s\", \"target\": 20}], \"startVUs\": 5", "$.startVUs", "unknown key")]
    [InlineData("\"stages\": [{\"duration\": \"30s\", \"target\": 0}], \"vus\": 0", "$.stages", "or vus")]
    [InlineData("\"stages\": [{\"duration\": \"30s\", \"target\": 20}], \"iterations\": 5", "$.iterations", "beside stages")]
    [InlineData("\"stages\": [{\"duration\": \"30s\", \"target\": 20}], \"duration\": \"1m\"", "$.duration", "beside stages")]
    public void Shortcuts_Wrong_AreRefusedWithTheirPath(string keys, string path, string message) =>
        Assert.Contains(
            PlanReader.Read($$"""{ {{keys}} }""").Errors, error => error.JsonPath == path && error.Message.Contains(message, StringComparison.Ordinal));

    [Fact]
    public void Shortcuts_CatalogWithoutDefault_IsRefused() =>
        Assert.Contains("with exec: feed, oauth", Assert.Single(PlanReader.Read("""{"duration": "5s"}""", s_catalog).Errors).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{\"a\": }")]
    public void NotJson_Plan_HasOneErrorWithItsPlace(string text) =>
        Assert.Contains("line 1", Assert.Single(PlanReader.Read(text).Errors).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("[]", "$")]
    [InlineData("{}", "$.scenarios")]
    [InlineData("{\"scenarios\": {}}", "$.scenarios")]
    [InlineData("{\"scenarios\": []}", "$.scenarios")]
    [InlineData("{\"scenarios\": {\"a\": 1}}", "$.scenarios.a")]
    public void EmptyPlan_Plan_IsRefused(string text, string path) =>
        Assert.Contains(PlanReader.Read(text).Errors, error => error.JsonPath == path);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void BadScale_Plan_IsRefused(double scale) =>
        Assert.Equal("--scale-time", Assert.Single(PlanReader.Read(Good, s_catalog, new PlanOverrides(ScaleTime: scale)).Errors).JsonPath);
}
