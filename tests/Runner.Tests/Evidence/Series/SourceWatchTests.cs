using UpCoach.LoadRunners.Runner.Evidence.Series;

namespace UpCoach.Runner.Tests.Evidence.Series;

public sealed class SourceWatchTests
{
    private static readonly SeriesName Name = new("s", "m", "M", "");

    [Fact]
    public void Source_ThatFails_IsLeftAloneForFiveSecondsAndNoted()
    {
        var source = new Flaky();
        using var watch = new SourceWatch(source);
        var book = new SeriesBook();
        for (var second = 1; second <= 12; second++)
        {
            source.Fails = second is >= 3 and <= 6;
            watch.Look(second, book);
            book.EndSecond(second);
        }

        book.Complete();
        Assert.Equal(8, source.Calls); // 1, 2, 3 in vain, 8 to 12
        Assert.Equal(7, Assert.Single(book.Columns).Count);
        Assert.Equal("Flaky could not be seen in 5 of 12 seconds: no route, password=…", watch.Note);
    }

    [Fact]
    public void Source_NeverSeen_SaysSo()
    {
        using var watch = new SourceWatch(new Flaky { Fails = true });
        watch.Look(1, new SeriesBook());
        Assert.StartsWith("Flaky could not be seen: ", watch.Note, StringComparison.Ordinal);
    }

    private sealed class Flaky : ISeriesSource
    {
        public bool Fails { get; set; }

        public int Calls { get; private set; }

        public string Name => "Flaky";

        public void Sample(SecondReading reading)
        {
            Calls++;
            if (Fails) throw new IOException("no route, password=hunter2");
            reading.Gauge(SourceWatchTests.Name, Calls);
        }

        public void Dispose()
        {
        }
    }
}
