using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Reporting.Model;

namespace UpCoach.LoadRunners.Reporting.Building;

/// <summary>Reads a distribution at the percentiles of a spectrum.</summary>
internal static class SpectrumPoints
{
    private static readonly double[] Percentiles =
        [0, 10, 20, 30, 40, 50, 60, 70, 75, 80, 85, 87.5, 90, 92.5, 95, 96, 97, 98, 99, 99.25, 99.5, 99.75, 99.9, 99.95, 99.99, 99.995, 99.999];

    public static IReadOnlyList<SpectrumPoint> Of(MetricSummary summary)
    {
        if (summary.IsEmpty)
        {
            return [];
        }

        // A percentile that fewer than one sample lies beyond is the maximum under another name.
        var meaningful = Percentiles.Where(percentile => summary.Count * (100 - percentile) / 100 >= 1);
        return [.. meaningful.Select(percentile => new SpectrumPoint(percentile, summary.Percentile(percentile)))];
    }
}
