using UpCoach.LoadRunners.Engine.Metrics;

namespace UpCoach.LoadRunners.Protocols.Series;

/// <summary>Records durations in trends of milliseconds.</summary>
internal static class DurationTrends
{
    public static void Trend(this RecordingBatch batch, int series, TimeSpan duration) => batch.Trend(series, Microseconds(duration));

    public static void Trend(this MetricRecorder recorder, int series, TimeSpan duration) => recorder.Trend(series, Microseconds(duration));

    private static long Microseconds(TimeSpan duration) => duration.Ticks / TimeSpan.TicksPerMicrosecond;
}
