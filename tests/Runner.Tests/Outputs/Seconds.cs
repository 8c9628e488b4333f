using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.Plans;
using UpCoach.LoadRunners.Runner.Outputs;

namespace UpCoach.Runner.Tests.Outputs;

/// <summary>Seconds with a series of each kind.</summary>
internal static class Seconds
{
    public static readonly DateTimeOffset Start = new(2026, 11, 24, 11, 15, 0, TimeSpan.Zero);

    public static OutputRun Run() => new("20261124T111500Z-smoke", PlanReader.Read(
        """{"scenarios": {"browse": {"executor": "constant-vus", "vus": 2, "duration": "2s"}}, "thresholds": {"http_req_duration": ["p(95)<50"]}}""").Plan!, [])
    { StartedAt = Start };

    /// <summary>100 requests of 1 to 100 ms, 4 of them failed.</summary>
    public static IntervalSnapshot Of(int start)
    {
        var latency = new Histogram();
        for (var milliseconds = 1; milliseconds <= 100; milliseconds++)
        {
            latency.Record(milliseconds * 1000);
        }

        var feed = TagSet.Of("scenario", "browse").With("name", "feed");
        return new IntervalSnapshot(TimeSpan.FromSeconds(start), TimeSpan.FromSeconds(1), 5,
        [
            new CounterSnapshot("http_reqs", feed, 100),
            new RateSnapshot("http_req_failed", feed, 4, 100),
            new TrendSnapshot("http_req_duration", feed, HistogramSnapshot.Of(latency)),
            new GaugeSnapshot("vus", TagSet.Of("scenario", "browse"), 3, 1, 3),
            new GaugeSnapshot("vus", TagSet.Of("scenario", "orders"), 2, 2, 2),
            new CounterSnapshot("data_sent", TagSet.Empty, 2048),
        ]);
    }
}
