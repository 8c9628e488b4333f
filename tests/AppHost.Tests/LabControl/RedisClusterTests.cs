using UpCoach.AppHost.Resources;

namespace UpCoach.AppHost.Tests.LabControl;

public sealed class RedisClusterTests
{
    [Fact]
    public void Slots_OfAllMasters_AreEachGivenOnce()
    {
        foreach (var masters in Enumerable.Range(3, 6))
        {
            var ranges = Enumerable.Range(0, masters).Select(master => RedisCluster.SlotsOf(master, masters)).ToList();
            Assert.Equal((0, 16383), (ranges[0].First, ranges[^1].Last));
            Assert.All(ranges.Zip(ranges.Skip(1)), pair => Assert.Equal(pair.First.Last + 1, pair.Second.First));
        }
    }
}
