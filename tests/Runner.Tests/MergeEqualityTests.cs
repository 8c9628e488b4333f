using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.Plans;
using UpCoach.LoadRunners.Runner.Runs;

namespace UpCoach.Runner.Tests;

/// <summary>The same samples, measured by one process or by three agents, are the same result, bit for bit.</summary>
[Trait("kind", "law")]
public sealed class MergeEqualityTests
{
    private const int SecondsOfLoad = 4;
    private static readonly string[] Names = ["feed", "goals", "search"];

    private static readonly LoadPlan Plan = PlanReader.Read(
        """
        {"scenarios": {"browse": {"executor": "constant-vus", "vus": 2, "duration": "4s"}},
         "thresholds": {"http_req_duration": ["p(95)<50", "p(99.9)<50", "avg<1"], "http_req_duration{name:feed}": ["med<1"], "http_req_failed": ["rate<0.5"], "http_reqs": ["count>1", "rate>1"]}}
        """).Plan!;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task ThreeAgents_SamplesOfOneProcess_GiveTheSameBits(int seed)
    {
        var samples = Samples(seed);
        var (alone, aloneSeconds) = await RunAsync(new FakeMember("local", [.. Intervals(samples)]));
        // As they come off the wire, dealt out unevenly, so that one agent lacks whole series and seconds.
        var (merged, mergedSeconds) = await RunAsync([.. Enumerable.Range(0, 3).Select(agent =>
            new FakeMember($"agent-{agent}", [.. Intervals([.. samples.Where(sample => AgentOf(sample) == agent)]).Select(interval => IntervalSnapshotReader.Read(IntervalSnapshotWriter.Write(interval)))]))]);

        foreach (var only in Names.Select(name => TagSelector.Of("name", name)).Append(TagSelector.All))
        {
            var (one, other) = (alone.Store.Query("http_req_duration", only), merged.Store.Query("http_req_duration", only));
            Assert.Equal((one.Count, Bits(one.Mean), Bits(one.Min), Bits(one.Max)), (other.Count, Bits(other.Mean), Bits(other.Min), Bits(other.Max)));
            Assert.All(Enumerable.Range(0, 1001), step => Assert.Equal(Bits(one.Percentile(step / 10.0)), Bits(other.Percentile(step / 10.0))));
        }

        Assert.Equal(alone.Judge().Select(result => (result.Verdict, result.Observed)), merged.Judge().Select(result => (result.Verdict, result.Observed)));
        Assert.Equal(aloneSeconds, mergedSeconds);
    }

    private static async Task<(LoadSession Session, List<string> Seconds)> RunAsync(params FakeMember[] members)
    {
        var seconds = new List<string>();
        var session = new LoadSession(Plan, members, new LoadSessionOptions { OnSecond = (second, _) => seconds.Add(Describe(second)) });
        await session.RunAsync(TestContext.Current.CancellationToken);
        return (session, seconds);
    }

    // Everything that outputs and logs are given of a second.
    private static string Describe(IntervalSnapshot second) => $"{second.Start} {second.Length} " + string.Join(' ', second.Series
        .OrderBy(series => series.Metric, StringComparer.Ordinal).ThenBy(series => series.Tags.ToString(), StringComparer.Ordinal)
        .Select(series => series switch
        {
            TrendSnapshot trend => $"{trend.Metric}[{trend.Tags}]={trend.Histogram.Count},{trend.Histogram.Sum},{trend.Histogram.Min},{trend.Histogram.Max}:{string.Join(',', trend.Histogram.Counters())}",
            _ => series.ToString(),
        }));

    private static long Bits(double value) => BitConverter.DoubleToInt64Bits(value);

    private static int AgentOf(Sample sample) => sample is { Second: 2, Number: var number } ? (int)(number % 2) : (int)(sample.Number * 7 % 3);

    private static List<Sample> Samples(int seed)
    {
        var random = new Random(seed);
        return
        [
            .. Enumerable.Range(0, 5000).Select(number => new Sample(
                number, random.Next(SecondsOfLoad), Names[random.Next(Names.Length)], (long)Math.Exp(random.NextDouble() * 17), random.Next(20) == 0)),
        ];
    }

    private static IEnumerable<IntervalSnapshot> Intervals(IReadOnlyList<Sample> samples) => Enumerable.Range(0, SecondsOfLoad).Select(second =>
        new IntervalSnapshot(TimeSpan.FromSeconds(second), TimeSpan.FromSeconds(1), 1,
        [
            .. samples.Where(sample => sample.Second == second).GroupBy(sample => sample.Name).SelectMany(group =>
            {
                var latency = new Histogram();
                foreach (var sample in group)
                {
                    latency.Record(sample.Microseconds);
                }

                var tags = TagSet.Of("scenario", "browse").With("name", group.Key);
                return new SeriesSnapshot[]
                {
                    new TrendSnapshot("http_req_duration", tags, HistogramSnapshot.Of(latency)),
                    new RateSnapshot("http_req_failed", tags, group.Count(sample => sample.HasFailed), group.Count()),
                    new CounterSnapshot("http_reqs", tags, group.Count()),
                };
            }),
        ]));

    private sealed record Sample(long Number, int Second, string Name, long Microseconds, bool HasFailed);
}
