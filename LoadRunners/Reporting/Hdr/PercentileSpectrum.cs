using System.Globalization;
using HdrHistogram;

namespace UpCoach.LoadRunners.Reporting.Hdr;

/// <summary>A distribution in HdrHistogram's percentile text format, which its plotters read.</summary>
public static class PercentileSpectrum
{
    // As HdrHistogram's own tools and wrk2 do it.
    private const int TicksPerHalfDistance = 5;

    /// <summary>Renders a distribution of microseconds; values are written in milliseconds.</summary>
    public static string Write(HistogramBase microseconds)
    {
        ArgumentNullException.ThrowIfNull(microseconds);
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        if (microseconds.TotalCount == 0)
        {
            text.WriteLine("#[no data]");
            return text.ToString();
        }

        var before = CultureInfo.CurrentCulture;
        try
        {
            // The library formats in the culture of the thread.
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            microseconds.OutputPercentileDistribution(text, TicksPerHalfDistance, outputValueUnitScalingRatio: 1000);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        return text.ToString();
    }
}
