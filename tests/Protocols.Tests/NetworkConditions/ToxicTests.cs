using UpCoach.LoadRunners.Protocols.NetworkConditions;

namespace UpCoach.Protocols.Tests.NetworkConditions;

/// <summary>The toxics alone: no socket, no clock.</summary>
public sealed class ToxicTests
{
    [Fact]
    public void NoToxic_Pieces_ArriveAtOnceAndWhole() =>
        Assert.Equal([new Piece(100, Seconds(5))], Shaper([]).Pass(100, Seconds(5)));

    [Fact]
    public void Latency_Pieces_AreLateButWhole() =>
        Assert.Equal([new Piece(100, Seconds(5.2))], Shaper([new LatencyToxic(Seconds(0.2))]).Pass(100, Seconds(5)));

    [Fact]
    public void Latency_Jitter_KeepsItsBoundsItsMeanAndTheOrder()
    {
        var shaper = Shaper([new LatencyToxic(Seconds(0.1), Seconds(0.05))]);
        var latest = TimeSpan.Zero;
        var sum = 0.0;
        for (var i = 0; i < 2000; i++)
        {
            var piece = Assert.Single(shaper.Pass(10, Seconds(i)));
            Assert.InRange(piece.At, Seconds(i + 0.05), Seconds(i + 0.15));
            Assert.True(piece.At >= latest);
            latest = piece.At;
            sum += (piece.At - Seconds(i)).TotalSeconds;
        }

        Assert.InRange(sum / 2000, 0.097, 0.103);
    }

    [Fact]
    public void Latency_JitterOfCrowdedPieces_NeverOvertakes()
    {
        var shaper = Shaper([new LatencyToxic(Seconds(0.1), Seconds(0.1))]);
        var latest = TimeSpan.Zero;
        for (var i = 0; i < 1000; i++)
        {
            var piece = Assert.Single(shaper.Pass(1, Seconds(i * 0.001)));
            Assert.True(piece.At >= latest);
            latest = piece.At;
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    [InlineData(16384)]
    public void Bandwidth_AnyReads_TakeBytesOverRate(int bytesPerRead)
    {
        var shaper = Shaper([new BandwidthToxic(50_000)]);
        var last = TimeSpan.Zero;
        var sent = 0;
        while (sent < 100_000)
        {
            // What is read late was sent early: the link is busy all the time.
            foreach (var piece in shaper.Pass(bytesPerRead, last - Seconds(0.001)))
            {
                last = piece.At;
            }

            sent += bytesPerRead;
        }

        Assert.Equal(sent / 50_000.0, last.TotalSeconds, 0.01);
    }

    [Fact]
    public void Bandwidth_LargeRead_ArrivesInPiecesOfTenMilliseconds()
    {
        var pieces = Shaper([new BandwidthToxic(100_000)]).Pass(10_000, TimeSpan.Zero);

        Assert.Equal(10, pieces.Count);
        Assert.All(pieces, piece => Assert.Equal(1000, piece.Bytes));
        Assert.Equal(Seconds(0.1), pieces[^1].At);
    }

    [Fact]
    public void Bandwidth_IdleLink_SavesNothingUp()
    {
        var shaper = Shaper([new BandwidthToxic(1000)]);
        shaper.Pass(1000, TimeSpan.Zero);

        Assert.Equal(Seconds(101), shaper.Pass(1000, Seconds(100))[^1].At);
    }

    [Fact]
    public void BandwidthAndLatency_BothListedEitherWay_AddUp()
    {
        Toxic latency = new LatencyToxic(Seconds(1)), bandwidth = new BandwidthToxic(1000);

        Assert.Equal(Seconds(2), Shaper([latency, bandwidth]).Pass(1000, TimeSpan.Zero)[^1].At);
        Assert.Equal(Seconds(2), Shaper([bandwidth, latency]).Pass(1000, TimeSpan.Zero)[^1].At);
    }

    [Fact]
    public void Slicer_Parts_HaveTheirSizeAndKeepAllBytes()
    {
        var pieces = Shaper([new SlicerToxic(100, 50, Seconds(0.01))]).Pass(10_000, TimeSpan.Zero);

        Assert.Equal(10_000, pieces.Sum(piece => piece.Bytes));
        Assert.All(pieces.SkipLast(1), piece => Assert.InRange(piece.Bytes, 50, 150));
        Assert.Equal(Seconds(0.01) * (pieces.Count - 1), pieces[^1].At);
    }

    [Fact]
    public void Reset_AfterBytes_LetsExactlyThoseThrough()
    {
        var shaper = Shaper([new ResetToxic(250)]);

        Assert.Equal([new Piece(100, TimeSpan.Zero)], shaper.Pass(100, TimeSpan.Zero));
        Assert.Equal([new Piece(150, Seconds(1)), new Piece(0, Seconds(1), IsReset: true)], shaper.Pass(400, Seconds(1)));
        Assert.Empty(shaper.Pass(100, Seconds(2)));
    }

    [Fact]
    public void Reset_WithLatency_ComesAfterTheBytesBeforeIt()
    {
        var pieces = Shaper([new LatencyToxic(Seconds(1)), new ResetToxic(10)]).Pass(20, TimeSpan.Zero);

        Assert.Equal([new Piece(10, Seconds(1)), new Piece(0, Seconds(1), IsReset: true)], pieces);
    }

    [Fact]
    public void Reset_Probability_IsTheShareOfConnections()
    {
        var resets = Enumerable.Range(0, 2000).Count(seed => Shaper([new ResetToxic(10, 0.3)], seed).Pass(20, TimeSpan.Zero)[^1].IsReset);

        Assert.InRange(resets, 540, 660); // 600 ± 3 standard deviations of 20.5
    }

    [Fact]
    public void RandomReset_Mean_IsAsAskedAndIndependentOfTheReads()
    {
        var sum = 0.0;
        for (var seed = 0; seed < 2000; seed++)
        {
            var whole = BytesUntilReset(seed, 100_000);
            Assert.Equal(whole, BytesUntilReset(seed, 7));
            sum += whole;
        }

        Assert.InRange(sum / 2000, 930, 1070); // the mean's standard deviation is 1000 / sqrt(2000) = 22
    }

    [Fact]
    public void SameSeed_SamePieces()
    {
        Toxic[] toxics = [new LatencyToxic(Seconds(0.1), Seconds(0.05)), new SlicerToxic(10, 5), new RandomResetToxic(5000)];
        LinkShaper one = Shaper(toxics, 7), other = Shaper(toxics, 7);
        for (var i = 0; i < 100; i++)
        {
            Assert.Equal(one.Pass(100, Seconds(i)).ToArray(), other.Pass(100, Seconds(i)).ToArray());
        }
    }

    [Fact]
    public void NewConditions_ToxicThatStays_KeepsItsCount()
    {
        var reset = new ResetToxic(100);
        var shaper = Shaper([reset]);
        shaper.Pass(90, TimeSpan.Zero);
        shaper.Use([reset, new LatencyToxic(Seconds(1))]);

        Assert.Equal([new Piece(10, Seconds(1)), new Piece(0, Seconds(1), IsReset: true)], shaper.Pass(50, TimeSpan.Zero));
    }

    [Fact]
    public void Toxic_ImpossibleFigure_IsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new BandwidthToxic(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SlicerToxic(0));
    }

    private static int BytesUntilReset(int seed, int bytesPerRead)
    {
        var shaper = Shaper([new RandomResetToxic(1000)], seed);
        var sum = 0;
        while (true)
        {
            foreach (var piece in shaper.Pass(bytesPerRead, TimeSpan.Zero))
            {
                if (piece.IsReset) return sum;
                sum += piece.Bytes;
            }
        }
    }

    private static LinkShaper Shaper(IReadOnlyList<Toxic> toxics, int seed = 1)
    {
        var shaper = new LinkShaper(new Random(seed));
        shaper.Use(toxics);
        return shaper;
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
