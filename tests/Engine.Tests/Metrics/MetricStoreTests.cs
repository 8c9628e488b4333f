using UpCoach.LoadRunners.Engine.Metrics;

namespace UpCoach.Engine.Tests.Metrics;

public sealed class MetricStoreTests
{
    private static readonly MetricDefinition s_trend = BuiltInMetrics.HttpReqDuration;

    /// <summary>Three agents and one process record the same samples; what travels is bytes.</summary>
    [Fact]
    public void Agents_MergedOverTheWire_EqualOneProcessBitForBit()
    {
        var one = new MetricRecorder();
        var agents = Enumerable.Range(0, 3).Select(_ => new MetricRecorder()).ToArray();
        var (whole, merged) = (new MetricStore(), new MetricStore());
        var random = new Random(11);
        for (var second = 0; second < 5; second++)
        {
            for (var i = 0; i < 3000; i++)
            {
                var (name, micros, failed) = ($"n{i % 4}", (long)Math.Exp(5 + random.NextDouble() * 9), random.Next(50) == 0);
                Record(one, name, micros, failed);
                Record(agents[i % 3], name, micros, failed);
            }

            whole.Add(one.TakeInterval(TimeSpan.FromSeconds(second), TimeSpan.FromSeconds(1), 3));
            foreach (var agent in agents)
            {
                merged.Add(IntervalSnapshotReader.Read(IntervalSnapshotWriter.Write(agent.TakeInterval(TimeSpan.FromSeconds(second), TimeSpan.FromSeconds(1), 1))));
            }
        }

        foreach (var selector in (TagSelector[])[TagSelector.All, TagSelector.Of("name", "n2")])
        {
            var (a, b) = (whole.Query("http_req_duration", selector), merged.Query("http_req_duration", selector));
            Assert.All([0, 50, 90, 95, 99, 99.9, 100], p => Assert.Equal(a.Percentile(p), b.Percentile(p)));
            Assert.Equal((a.Count, a.Min, a.Max, a.Mean, a.Sum), (b.Count, b.Min, b.Max, b.Mean, b.Sum));
            Assert.Equal(whole.Query("http_req_failed", selector).Rate, merged.Query("http_req_failed", selector).Rate);
            Assert.Equal(whole.Query("http_reqs", selector).Rate, merged.Query("http_reqs", selector).Rate);
        }

        Assert.Equal(
            whole.Timeline("http_req_duration").Select(point => (point.Start, point.Summary.Count, point.Summary.Percentile(95))),
            merged.Timeline("http_req_duration").Select(point => (point.Start, point.Summary.Count, point.Summary.Percentile(95))));
    }

    [Fact]
    public void Gauges_OfAgents_AddUpAndTheLatestCounts()
    {
        var store = new MetricStore();
        foreach (var (second, values) in new[] { (0, new double[] { 10, 20 }), (1, [15, 30]), (2, [5, 6]) })
        {
            foreach (var value in values)
            {
                store.Add(new IntervalSnapshot(
                    TimeSpan.FromSeconds(second), TimeSpan.FromSeconds(1), 0, [new GaugeSnapshot("vus", TagSet.Of("scenario", "a"), value, value, value)]));
            }
        }

        var vus = store.Query("vus");
        Assert.Equal((11, 11, 45), (vus.Value, vus.Min, vus.Max));
        Assert.Equal([30, 45, 11], store.Timeline("vus").Select(point => point.Summary.Value));
    }

    [Fact]
    public void Gauge_LongRun_KeepsItsEarlyExtremes()
    {
        var store = new MetricStore();
        for (var second = 0; second < 2_001; second++)
        {
            store.Add(new IntervalSnapshot(TimeSpan.FromSeconds(second), TimeSpan.FromSeconds(1), 1, [new GaugeSnapshot("vus", TagSet.Empty, second + 5, second + 5, second + 5)]));
        }

        var vus = store.Query("vus");
        Assert.Equal((5, 2_005), (vus.Min, vus.Max));
    }

    [Fact]
    public void Query_UnknownMetric_IsEmptyAndNaN()
    {
        var none = new MetricStore().Query("http_req_duration");

        Assert.True(none.IsEmpty);
        Assert.All([none.Percentile(95), none.Mean, none.Min, none.Max, none.Rate, none.Value], value => Assert.True(double.IsNaN(value)));
    }

    [Fact]
    public void Query_Counter_IsRatedOverTheWholeTime()
    {
        var store = new MetricStore();
        store.Add(new IntervalSnapshot(TimeSpan.Zero, TimeSpan.FromSeconds(1), 0, [new CounterSnapshot("http_reqs", TagSet.Empty, 30)]));
        store.Add(new IntervalSnapshot(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(0.5), 0, []));

        Assert.Equal((30, 20), (store.Query("http_reqs").Sum, store.Query("http_reqs").Rate));
    }

    [Fact]
    public void Timeline_LongRun_StaysBoundedAndLosesNothing()
    {
        var store = new MetricStore();
        for (var second = 0; second < 10_000; second++)
        {
            store.Add(new IntervalSnapshot(
                TimeSpan.FromSeconds(second), TimeSpan.FromSeconds(1), 1, [new CounterSnapshot("http_reqs", TagSet.Empty, second)]));
        }

        var timeline = store.Timeline("http_reqs");
        Assert.InRange(timeline.Count, 120, 250);
        Assert.Equal(9_999 * 10_000 / 2, timeline.Sum(point => point.Summary.Sum));
        Assert.Equal(TimeSpan.FromSeconds(10_000), timeline[^1].Start + timeline[^1].Length);
        Assert.All(timeline.Zip(timeline.Skip(1)), pair => Assert.Equal(pair.First.Start + pair.First.Length, pair.Second.Start));
    }

    [Fact]
    public void ToHdrHistogram_Counts_AreTheSame()
    {
        var recorder = new MetricRecorder();
        foreach (var micros in (long[])[5, 900, 2_500, 80_000, 80_001, 3_000_000]) Record(recorder, "a", micros, failed: false);
        var store = new MetricStore();
        store.Add(recorder.TakeInterval(TimeSpan.Zero, TimeSpan.FromSeconds(1), 1));

        var hdr = store.Query("http_req_duration").ToHdrHistogram();

        Assert.Equal(6, hdr.TotalCount);
        Assert.Equal(store.Query("http_req_duration").Percentile(50), hdr.GetValueAtPercentile(50) / 1000.0);
    }

    [Fact]
    public async Task Recorder_ManyThreads_LosesNoSample()
    {
        var recorder = new MetricRecorder();
        var store = new MetricStore();
        using var done = new CancellationTokenSource();
        var users = Task.WhenAll(Enumerable.Range(0, 8).Select(user => Task.Run(() =>
        {
            for (var i = 0; i < 20_000; i++) Record(recorder, $"n{user % 3}", i, failed: false);
        }, TestContext.Current.CancellationToken)));
        for (var second = 0; !users.IsCompleted; second++)
        {
            store.Add(recorder.TakeInterval(TimeSpan.FromSeconds(second), TimeSpan.FromSeconds(1), 8));
            await Task.Yield();
        }

        await users;
        store.Add(recorder.TakeInterval(TimeSpan.FromDays(1), TimeSpan.FromSeconds(1), 8));
        Assert.Equal(160_000, store.Query("http_req_duration").Count);
        Assert.Equal(160_000, store.Query("http_reqs").Sum);
    }

    [Fact]
    public void Recorder_SteadyState_AllocatesNothing()
    {
        var recorder = new MetricRecorder();
        var series = recorder.Series.Find(s_trend, TagSet.Empty);

        Assert.Equal(0, Allocations.Least(() =>
        {
            for (var i = 0; i < 10_000; i++) recorder.Trend(series, 1234);
        }));
    }

    [Fact]
    public void Series_TooMany_GoIntoOne()
    {
        var table = new SeriesTable(limit: 10);
        for (var i = 0; i < 1000; i++) table.Find(s_trend, TagSet.Of("id", $"{i}"));

        Assert.Equal(11, table.Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(40)]
    [InlineData(-1)]
    public void Reader_CutOffOrForeign_IsInvalidData(int length)
    {
        var recorder = new MetricRecorder();
        Record(recorder, "a", 1234, failed: true);
        var bytes = IntervalSnapshotWriter.Write(recorder.TakeInterval(TimeSpan.Zero, TimeSpan.FromSeconds(1), 1));
        bytes = length < 0 ? [(byte)'U', (byte)'I', 99, .. bytes[3..]] : bytes[..length];

        Assert.Throws<InvalidDataException>(() => IntervalSnapshotReader.Read(bytes));
    }

    private static void Record(MetricRecorder recorder, string name, long micros, bool failed)
    {
        var tags = TagSet.Of("name", name);
        var (duration, rate, count) =
            (recorder.Series.Find(s_trend, tags), recorder.Series.Find(BuiltInMetrics.HttpReqFailed, tags), recorder.Series.Find(BuiltInMetrics.HttpReqs, tags));
        using var batch = recorder.OpenBatch();
        batch.Trend(duration, micros);
        batch.Rate(rate, failed);
        batch.Count(count, 1);
    }
}
