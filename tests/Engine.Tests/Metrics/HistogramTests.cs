using CsCheck;
using HdrHistogram;
using UpCoach.LoadRunners.Engine.Metrics;
using Histogram = UpCoach.LoadRunners.Engine.Metrics.Histogram;

namespace UpCoach.Engine.Tests.Metrics;

[Trait("kind", "law")]
public sealed class HistogramTests
{
    private static readonly Gen<long[]> s_values =
        Gen.Frequency((3, Gen.Long[0, 3_000]), (3, Gen.Long[1_000, 1_000_000]), (1, Gen.Long[0, 10_000_000_000])).Array[1, 300];

    private static readonly double[] s_percentiles = [0, 1, 10, 50, 90, 95, 99, 99.9, 100];

    [Fact]
    public void AnyValue_ItsCounter_HoldsItWithinAThousandth() => Gen.Long[0, HistogramLayout.MaxValue].Sample(value =>
    {
        var index = HistogramLayout.IndexOf(value);
        Assert.InRange(value, HistogramLayout.LowestValue(index), HistogramLayout.HighestValue(index));
        Assert.True(HistogramLayout.HighestValue(index) - HistogramLayout.LowestValue(index) <= value / 1000.0);
    });

    [Fact]
    public void Counters_InOrder_LeaveNoGap()
    {
        for (var index = 1; index < HistogramLayout.Length; index++)
        {
            Assert.Equal(HistogramLayout.HighestValue(index - 1) + 1, HistogramLayout.LowestValue(index));
        }

        Assert.Equal(HistogramLayout.MaxValue, HistogramLayout.HighestValue(HistogramLayout.Length - 1));
        Assert.Equal(HistogramLayout.Length - 1, HistogramLayout.IndexOf(long.MaxValue));
    }

    /// <summary>The outside oracle: HdrHistogram's own implementation.</summary>
    [Fact]
    public void AnyValues_Counters_EqualHdrHistograms() => s_values.Sample(values =>
    {
        var oracle = new LongHistogram(1, MetricSummary.HdrHighestValue, 3);
        foreach (var value in values)
        {
            oracle.RecordValue(value);
        }

        var ours = Of(values);
        Assert.Equal(
            oracle.RecordedValues().Select(step => (HistogramLayout.IndexOf(step.ValueIteratedTo), step.CountAddedInThisIterationStep)),
            ours.Counters());
        Assert.Equal((values.Min(), values.Max(), values.Sum()), (ours.Min, ours.Max, ours.Sum));
    }, iter: 50);

    [Fact]
    public void AnyValues_Percentile_IsTheNearestRanksCounter() => Gen.Select(s_values, Gen.Double[0.001, 100]).Sample((values, percentile) =>
    {
        var rank = (int)Math.Ceiling(percentile / 100 * values.Length - 1e-9);
        var expected = values.Order().ElementAt(Math.Max(rank, 1) - 1);
        Assert.Equal(HistogramLayout.IndexOf(expected), HistogramLayout.IndexOf(Of(values).ValueAt(percentile)));
    });

    [Fact]
    public void AnySplit_Merged_EqualsTheWholeBitForBit() => Gen.Select(s_values, Gen.Int[1, 5]).Sample((values, agents) =>
    {
        var whole = Of(values);
        var merged = new Histogram();
        var snapshots = Enumerable.Range(0, agents).Select(agent => HistogramSnapshot.Of(Of(values.Where((_, i) => i % agents == agent)))).ToList();
        snapshots.ForEach(merged.Add);

        Assert.All(s_percentiles, percentile => Assert.Equal(whole.ValueAt(percentile), merged.ValueAt(percentile)));
        Assert.Equal((whole.Count, whole.Sum, whole.Min, whole.Max), (merged.Count, merged.Sum, merged.Min, merged.Max));
        Assert.Equal(whole.Counters(), merged.Counters());
        Assert.Equal(whole.Counters(), snapshots.Aggregate((one, other) => one.Merge(other)).Counters());
    });

    [Fact]
    public void ManyValues_AnyNumber_TakeTheSameMemory()
    {
        var histogram = new Histogram();
        var random = new Random(7);
        for (var i = 500; i < 200_000; i++) histogram.Record(i);
        var before = histogram.AllocatedBytes;
        for (var i = 0; i < 1_000_000; i++) histogram.Record(random.Next(500, 200_000));

        Assert.Equal(before, histogram.AllocatedBytes);
        Assert.True(before <= 10 * HistogramLayout.PageSize * sizeof(long));
    }

    [Fact]
    public void Empty_Percentile_IsZeroAndNothingIsKept()
    {
        Assert.Equal(0, new Histogram().ValueAt(99));
        Assert.Equal(0, new Histogram().AllocatedBytes);
    }

    private static Histogram Of(IEnumerable<long> values)
    {
        var histogram = new Histogram();
        foreach (var value in values)
        {
            histogram.Record(value);
        }

        return histogram;
    }
}
