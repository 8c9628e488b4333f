using UpCoach.LoadRunners.Analysis.Generator;
using UpCoach.LoadRunners.Analysis.Verdicts;
using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.Thresholds;
using UpCoach.LoadRunners.Reporting.Model;

namespace UpCoach.Reporting.Tests;

/// <summary>A report with something of everything: a held, a crossed and a silent threshold, gaps in time, and names that want to break out.</summary>
internal static class SampleReport
{
    public const string Hostile = "<script>alert('1')</script> & \"q\" | `x` \u001b[31m";

    public static RunReport Create()
    {
        var overall = Requests("all requests", 4907, 0, 12);
        return new RunReport
        {
            Plan = new PlanSummary("smoke", "Sign-in, mobile and content, a minute", "3f6c0a5e", 7, 0.5),
            Targets = ["http://127.0.0.1:5001/"],
            StartedAt = new DateTimeOffset(2026, 11, 24, 11, 15, 0, TimeSpan.Zero),
            EndedAt = new DateTimeOffset(2026, 11, 24, 11, 15, 13, 680, TimeSpan.Zero),
            Verdict = new RunVerdict(RunOutcome.Failed, 99, ["http_req_waiting: p(90)<8 was crossed."]),
            Thresholds =
            [
                new ThresholdRow("http_req_duration", "p(95)<500", Verdict.Passed, 32.412, 500, "ms", 0.935176)
                {
                    Samples = 4907, Bounds = new ThresholdBounds(30.1, 35.25, 811.5, "order statistics"), Confident = ConfidentVerdict.Pass,
                },
                new ThresholdRow("http_req_failed", "rate<0.01", Verdict.Passed, 0.00041, 0.01, "ratio", 0.959)
                {
                    Samples = 4907, Bounds = new ThresholdBounds(0, 0.0123, 290, "Clopper-Pearson"), Confident = ConfidentVerdict.NotEnoughData,
                },
                new ThresholdRow("http_req_waiting", "p(90)<8", Verdict.Failed, 10.5, 8, "ms", -0.3125, HasAborted: true)
                {
                    Samples = 4907, Bounds = new ThresholdBounds(9.1, null, 33, "order statistics"), Confident = ConfidentVerdict.Fail,
                },
                new ThresholdRow("http_req_duration{name:gone}", "p(99)<900", Verdict.NoData, null, 900, "ms", null) { Confident = ConfidentVerdict.NotEnoughData },
            ],
            Checklist =
            [
                new TargetRow("api-p95", "API response time: < 500 ms", "api", Verdict.Passed, "450 ms",
                    new ThresholdRow("http_req_duration", "p(95)<500", Verdict.Passed, 32.412, 500, "ms", 0.935176), null),
                new TargetRow("api-waiting", "Waiting: < 8 ms", "api", Verdict.Failed, "", new ThresholdRow("http_req_waiting", "p(90)<8", Verdict.Failed, 10.5, 8, "ms", -0.3125), null),
                new TargetRow("gone", "Gone: < 900 ms", "api", Verdict.NoData, "", new ThresholdRow("http_req_duration{name:gone}", "p(99)<900", Verdict.NoData, null, 900, "ms", null), null),
                new TargetRow("touch", Hostile, "mobile", Verdict.NoData, "2.1 s", null, "it needs a device"),
            ],
            Overall = overall,
            Scenarios = [new ScenarioRow("browse", "constant-vus", "200 VUs for 13s", 812, 3, 200, Requests("browse", 4907, 2, 12))],
            Endpoints = [Requests(Hostile, 4000, 2, 0), Requests("feed", 907, 0, 0), new RequestRow("gone", 0, 0, 0, LatencyRow.NoData, LatencyRow.NoData, null, 0)],
            Checks = [new CheckRow("status is 200", 4905, 2), new CheckRow(Hostile, 12, 0), new CheckRow("signed in", 40, 1, "::open the app::sign in")],
            Metrics =
            [
                Rate("checks", 4917, 2),
                new MetricRow("data_received", MetricKind.Counter, MetricUnit.Data, [new("count", 1234567), new("rate", 90246.1)]),
                Trend("http_req_duration", 12.25), Trend("http_req_duration{expected_response:true}", 12),
                new MetricRow("http_req_duration{name:gone}", MetricKind.Trend, MetricUnit.Time,
                    [new("avg", null), new("min", null), new("med", null), new("max", null), new("p(90)", null), new("p(95)", null)]),
                Rate("http_req_failed", 2, 4905), Trend("http_req_waiting", 9.5),
                new MetricRow("http_reqs", MetricKind.Counter, MetricUnit.Plain, [new("count", 4907), new("rate", 358.7)]),
                new MetricRow("vus", MetricKind.Gauge, MetricUnit.Plain, [new("value", 200), new("min", 0), new("max", 200)]),
            ],
            Timeline =
            [
                .. Enumerable.Range(1, 13).Select(second => second == 6
                    ? new TimelineRow(second, 0, 0, null, null, null, 200, 0)
                    : new TimelineRow(second, 350 + second * 2, second == 7 ? 2 : 0, 12, 30 + second, 60 + second * 3, Math.Min(200, second * 40), second == 7 ? 12 : 0)),
            ],
            Spectrum = [Line("service time", 1), Line("response time", 1.25)],
            Evidence =
            [
                new EvidenceRow("cache", "Redis cache hit ratio", "ratio", "sum(rate(hits[13s]))", [new EvidenceValue("", 0.91)]),
                new EvidenceRow("db", "Reads by target", "per second", "sum by (target) (x)", [new EvidenceValue("target=replica", 312.5), new EvidenceValue("target=primary", 2)]),
                new EvidenceRow("lag", "Replica lag", "ms", "max(lag)", [], "Prometheus did not answer"),
            ],
            ServerSide = new ServerSide(
                1, [1, 2, 3, 4, 5],
                [
                    new ServerSeries("upcoach-1.cpu_cores", "CPU of each process", "upcoach-1", "cores", 4, 0.1, 0.35, 0.71, [0.1, 0.3, null, 0.29, 0.71]),
                    new ServerSeries("upcoach-1.memory_bytes", "Resident memory of each process", "upcoach-1", "bytes", 5, 100 << 20, 110 << 20, 120 << 20, [100 << 20, 105 << 20, 110 << 20, 115 << 20, 120 << 20]),
                    new ServerSeries("postgres.cache_hit_ratio", "PostgreSQL: blocks found in shared buffers", "postgres", "ratio", 5, 0.97, 0.98, 0.99, [0.97, 0.98, 0.98, 0.98, 0.99]),
                    new ServerSeries("postgres.deadlocks_per_second", "PostgreSQL: deadlocks", "postgres", "per second", 5, 0, 0, 0, [0, 0, 0, 0, 0]),
                    new ServerSeries(Hostile, Hostile, Hostile, "per second", 5, 1, 2, 3, [1, 2, 3, 2, 1]),
                ],
                [new ServerStatement("postgres", "/* feed.page */ SELECT * FROM feed WHERE id < $1", 4000, 812.5, 0.203, 80000)],
                ["Redis redis-6379 could not be seen: Connection refused"],
                0.0093),
            Topology = new Topology("embedded", 7.9,
            [
                new TopologyResource("postgres", "container", "postgres:15", "PostgreSQL 15.14", "running", "127.0.0.1:41001", 2.1),
                new TopologyResource("grafana", "container", "grafana/grafana:11", State: "unavailable here", Note: "no local program for this image"),
            ]),
            Machine = new MachineFacts("Sample CPU @ 2.0 GHz", 2, 8L << 30, "Debian GNU/Linux 12", ".NET 10.0.0", "0.1.0", "81f0f5a"),
            Generator = new GeneratorCertificate
            {
                ScheduleLagP99Ms = 1.5, AchievedRatio = 0.998, LittlesLawError = 0.002, CpuRatio = 0.41, GcPauseRatio = 0, SharesMachine = true,
                Notes = ["Lab, system and generator share this machine."],
            },
            Agents = [new AgentRow("runner-1", "0:1/2", "http://127.0.0.1:5001/", 2500, 0.2, 0.04, 0.12), new AgentRow("runner-2", "1/2:1", "http://127.0.0.1:5002/", 2407, 0.21, -0.1, 0.15)],
        };
    }

    private static RequestRow Requests(string name, long count, long failed, long dropped) =>
        new(name, count, count / 13.68, failed,
            new LatencyRow(count, 12.25, 0.8, 10.5, 24.1, 32.412, 61.7, 201.3), new LatencyRow(count, 14, 0.8, 11.5, 28, 41.9, 83, 350), 10.5, dropped);

    private static MetricRow Rate(string name, long passes, long fails) => new(name, MetricKind.Rate, MetricUnit.Plain,
        [new("passes", passes), new("fails", fails), new("value", passes / (double)(passes + fails))]);

    private static MetricRow Trend(string name, double average) => new(name, MetricKind.Trend, MetricUnit.Time,
        [new("avg", average), new("min", 0.8), new("med", 10.5), new("max", 201.3), new("p(90)", 24.1), new("p(95)", 32.412)]);

    private static SpectrumLine Line(string name, double factor) =>
        new(name, [.. new[] { 0, 50, 75, 90, 95, 99, 99.9 }.Select((percentile, index) => new SpectrumPoint(percentile, factor * (1 + index * index * 5)))]);
}
