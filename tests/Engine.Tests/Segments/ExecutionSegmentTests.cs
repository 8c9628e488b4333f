using CsCheck;
using UpCoach.LoadRunners.Engine.Executors;
using UpCoach.LoadRunners.Engine.Segments;

namespace UpCoach.Engine.Tests.Segments;

[Trait("kind", "law")]
public sealed class ExecutionSegmentTests
{
    /// <summary>Any partition: bounds at random fractions, as a sequence of segments.</summary>
    private static readonly Gen<IReadOnlyList<ExecutionSegment>> s_partitions =
        Gen.Select(Gen.Int[1, 60], Gen.Int[0, 6]).SelectMany((denominator, cuts) => Gen.Int[1, Math.Max(1, denominator - 1)].Array[cuts].Select(at => Partition(denominator, at)));

    [Fact]
    public void AnyPartition_EveryItem_HasOneOwner() => s_partitions.Sample(partition =>
    {
        for (var item = 0L; item < 200; item++)
        {
            Assert.Single(partition, segment => segment.Owns(item));
        }
    });

    [Fact]
    public void AnyPartition_Counts_AddUpToTheTotal() => Gen.Select(s_partitions, Gen.Long[0, 1_000_000_000]).Sample((partition, total) =>
        Assert.Equal(total, partition.Sum(segment => segment.CountOf(total))));

    [Fact]
    public void AnySegment_ItemAt_IsTheItemThatCountSays() => Gen.Select(s_partitions, Gen.Long[0, 100_000]).Sample((partition, number) =>
    {
        foreach (var segment in partition)
        {
            var item = segment.ItemAt(number);
            Assert.True(segment.Owns(item));
            Assert.Equal(number, segment.CountOf(item));
            Assert.Equal(number + 1, segment.CountOf(item + 1));
        }
    });

    [Fact]
    public void AnyPartition_WorkShares_AddUpAndNeedUsers() =>
        Gen.Select(s_partitions, Gen.Int[1, 50], Gen.Long[0, 10_000]).Sample((partition, users, total) =>
        {
            var shares = partition.Select(segment => (Segment: segment, Share: new WorkShare(segment, users))).ToList();
            Assert.Equal(total, shares.Sum(share => share.Share.CountOf(total)));
            Assert.All(shares, share => Assert.True(share.Segment.CountOf(users) > 0 || share.Share.CountOf(total) == 0));
            var items = shares.SelectMany(share => Items(share.Share, total)).Order().ToList();
            Assert.Equal(total, items.Count);
            Assert.All(items.Index(), item => Assert.Equal(item.Index, item.Item));
        }, iter: 30);

    [Fact]
    public void EqualThirds_Items_TakeTurns()
    {
        var owners = Enumerable.Range(0, 9).Select(item => ExecutionSegment.Partition(3).Index().Single(segment => segment.Item.Owns(item)).Index).ToList();

        Assert.All(owners.Chunk(3), chunk => Assert.Equal([0, 1, 2], chunk.Order()));
    }

    [Theory]
    [InlineData("1/4:2/4", "0,1/4,2/4,3/4,1", "1/4:1/2")]
    [InlineData("0:1", null, "0:1")]
    [InlineData("1/3", null, "0:1/3")]
    [InlineData("25%:0.5", null, "1/4:1/2")]
    public void Parse_K6Notation_IsRead(string text, string? sequence, string expected) =>
        Assert.Equal(expected, ExecutionSegment.Parse(text, sequence).ToString());

    [Theory]
    [InlineData("1/2:1/4", null)]
    [InlineData("1/2:1/2", null)]
    [InlineData("0:3/2", null)]
    [InlineData("a:b", null)]
    [InlineData("0:1/2:1", null)]
    [InlineData("0:1/2", "0,1/3,1")]
    [InlineData("0:1/2", "0,1/2,1/2,1")]
    public void Parse_NoSegment_IsAFormatError(string text, string? sequence) =>
        Assert.Throws<FormatException>(() => ExecutionSegment.Parse(text, sequence));

    private static IEnumerable<long> Items(WorkShare share, long total)
    {
        for (var number = 0L; share.ItemAt(number) is >= 0 and var item && item < total; number++)
        {
            yield return item;
        }
    }

    private static IReadOnlyList<ExecutionSegment> Partition(int denominator, int[] cuts)
    {
        Fraction[] bounds = [.. cuts.Where(cut => cut < denominator).Append(0).Append(denominator).Distinct().Order().Select(cut => new Fraction(cut, denominator))];
        var sequence = string.Join(',', bounds);
        return [.. bounds.Zip(bounds.Skip(1)).Select(pair => ExecutionSegment.Parse($"{pair.First}:{pair.Second}", sequence))];
    }
}
