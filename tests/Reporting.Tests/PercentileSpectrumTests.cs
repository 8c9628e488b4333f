using System.Globalization;
using HdrHistogram;
using UpCoach.LoadRunners.Reporting.Hdr;

namespace UpCoach.Reporting.Tests;

/// <summary>The text read back as HdrHistogram's plotter does: four columns a line, remarks after #.</summary>
public sealed class PercentileSpectrumTests
{
    [Fact]
    public void Spectrum_ReadBack_HasHdrHistogramsValuesAndCounts()
    {
        var histogram = new LongHistogram(1, 3_600_000_000, 3);
        for (var value = 1; value <= 10_000; value++)
        {
            histogram.RecordValue(value * 10);
        }

        var rows = PercentileSpectrum.Write(histogram).Split('\n').Skip(2).Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)).ToArray()).ToList();
        Assert.True(rows.Count > 20);
        Assert.Equal(10_000, rows[^1][2]);
        // The library rounds the percentile to a rank in two ways, so neighbours of the same counter may differ.
        Assert.All(rows, row => Assert.Equal(histogram.GetValueAtPercentile(row[1] * 100) / 1000.0, row[0], row[0] * 0.001));
        Assert.Equal(rows.Select(row => row[0]).Order(), rows.Select(row => row[0]));
    }

    [Fact]
    public void Spectrum_AnyCulture_IsTheSame()
    {
        var histogram = new LongHistogram(1, 3_600_000_000, 3);
        histogram.RecordValue(1234);
        var expected = PercentileSpectrum.Write(histogram);
        var before = CultureInfo.CurrentCulture;
        try
        {
            var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            comma.NumberFormat.NumberDecimalSeparator = ",";
            CultureInfo.CurrentCulture = comma;
            Assert.Equal(expected, PercentileSpectrum.Write(histogram));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Spectrum_WithoutAValue_SaysNoData() => Assert.Equal("#[no data]\n", PercentileSpectrum.Write(new LongHistogram(1, 1000, 3)));
}
