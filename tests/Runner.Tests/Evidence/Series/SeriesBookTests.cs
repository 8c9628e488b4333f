using System.Globalization;
using UpCoach.LoadRunners.Runner.Evidence.Series;

namespace UpCoach.Runner.Tests.Evidence.Series;

public sealed class SeriesBookTests
{
    private static readonly SeriesName Cpu = new("api", "cpu_cores", "CPU", "cores");
    private static readonly SeriesName Late = new("api", "late", "Late", "");

    [Fact]
    public void Seconds_AFewWithAGap_AreRowsWithNothingInTheGap()
    {
        var book = new SeriesBook();
        book.Set(Cpu, 0.5);
        book.EndSecond(1);
        book.Set(Late, 7);
        book.EndSecond(2);
        book.Set(Cpu, double.NaN);
        book.Set(Late, 8);
        book.EndSecond(3);
        book.Complete();
        Assert.Equal("seconds,api.cpu_cores,api.late\n1,0.5,\n2,,7\n3,,8\n", SeriesCsv.Text(book));
    }

    [Fact]
    public void LongRun_TenHours_StaysSmallAndKeepsTheBoundsExactly()
    {
        var book = new SeriesBook();
        for (var second = 1; second <= 36_000; second++)
        {
            book.Set(Cpu, second == 20_001 ? 1000 : second % 2);
            book.EndSecond(second);
        }

        book.Complete();
        var column = Assert.Single(book.Columns);
        Assert.InRange(book.Seconds.Count, SeriesBook.MostRows / 2, SeriesBook.MostRows);
        Assert.Equal(book.Seconds.Count, column.Rows.Count);
        Assert.Equal((32, 36_000L, 0.0, 1000.0), (book.Stride, column.Count, column.Min, column.Max));
        Assert.Equal(18_000 + 999, column.Sum);
        Assert.Equal(36_000, book.Seconds[^1]);
        Assert.Equal(32, book.Seconds[1] - book.Seconds[0]);
        Assert.Equal(0.5, column.Rows[3]);
    }

    [Fact]
    public void Series_TooMany_AreLeftOutAndCounted()
    {
        var book = new SeriesBook();
        for (var n = 0; n < SeriesBook.MostSeries + 3; n++) book.Set(Cpu with { Source = n.ToString(CultureInfo.InvariantCulture) }, 1);
        book.EndSecond(1);
        Assert.Equal((SeriesBook.MostSeries, 3), (book.Columns.Count, book.LeftOut));
        Assert.Contains("3 series", Assert.Single(ServerSides.Of(book, [], [], null).Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Report_OfManyRows_HasFewPointsAndTheBounds()
    {
        var book = new SeriesBook();
        for (var second = 1; second <= 1000; second++)
        {
            book.Set(Cpu, second);
            book.EndSecond(second);
        }

        var side = ServerSides.Of(book, [], [], 0.0123456);
        var series = Assert.Single(side.Series);
        Assert.Equal((1, 1000, 500.5), (series.Min, series.Max, series.Avg));
        Assert.InRange(side.Seconds.Count, 60, 120);
        Assert.Equal(side.Seconds.Count, series.Points.Count);
        Assert.Equal(1000, side.Seconds[^1]);
        Assert.Equal(0.012346, side.SamplerCpuRatio);
    }

    [Fact]
    public void Counter_ThatBeginsAnew_GivesNoValueForThatSecond()
    {
        var reading = new SecondReading();
        reading.Begin(0);
        reading.Rate(Cpu, 100);
        Assert.Empty(reading.Values);
        reading.Begin(2);
        reading.Rate(Cpu, 110);
        Assert.Equal(5, reading.Values[Cpu]);
        reading.Begin(3);
        reading.Rate(Cpu, 4);
        Assert.Empty(reading.Values);
        reading.Begin(4);
        reading.Rate(Cpu, 6);
        Assert.Equal(2, reading.Values[Cpu]);
    }

    [Fact]
    public void Share_NothingHappened_IsNoValueNotZero()
    {
        var reading = new SecondReading();
        reading.Begin(0);
        reading.Share(Cpu, 10, 10);
        reading.Begin(1);
        reading.Share(Cpu, 13, 11);
        Assert.Equal(0.75, reading.Values[Cpu]);
        reading.Begin(2);
        reading.Share(Cpu, 13, 11);
        Assert.Empty(reading.Values);
    }

    [Theory]
    [InlineData("ALTER ROLE a PASSWORD 'p w'", "ALTER ROLE a PASSWORD …")]
    [InlineData("Host=h;Password=hunter2;Database=d", "Host=h;Password=…;Database=d")]
    [InlineData("SELECT 1", "SELECT 1")]
    public void Secret_InAText_IsHidden(string text, string shown) => Assert.Equal(shown, StatementStatistics.Shown(text));
}
