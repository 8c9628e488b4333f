using UpCoach.LoadRunners.Engine.Metrics;

namespace UpCoach.Engine.Tests.Metrics;

/// <summary>What the heap says, with no other test beside.</summary>
[Collection(nameof(Alone))]
public sealed class MemoryTests
{
    [Fact]
    public void Store_LongRun_TakesNoMoreMemoryThanAShorterOne()
    {
        var store = new MetricStore();
        var random = new Random(1);
        var recorder = new MetricRecorder();
        var series = recorder.Series.Find(BuiltInMetrics.HttpReqDuration, TagSet.Empty);
        var first = Fill(from: 0, to: 2_000);
        var second = Fill(from: 2_000, to: 12_000);

        Assert.InRange(second, 0, first * 1.3);
        GC.KeepAlive(store);

        long Fill(int from, int to)
        {
            for (var at = from; at < to; at++)
            {
                for (var i = 0; i < 30; i++) recorder.Trend(series, (long)(1000 * Math.Exp(3 * random.NextDouble())));
                store.Add(recorder.TakeInterval(TimeSpan.FromSeconds(at), TimeSpan.FromSeconds(1), 1));
            }

            return GC.GetTotalMemory(forceFullCollection: true);
        }
    }

    [CollectionDefinition(nameof(Alone), DisableParallelization = true)]
    public sealed class Alone;
}
