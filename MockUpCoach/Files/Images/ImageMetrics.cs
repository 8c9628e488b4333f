using System.Diagnostics.Metrics;
using UpCoach.MockUpCoach.Data;

namespace UpCoach.MockUpCoach.Files.Images;

/// <summary>How long images take: <c>upcoach_images_processing_seconds</c>, by outcome.</summary>
internal sealed class ImageMetrics(IMeterFactory meters)
{
    private readonly Histogram<double> processing = meters.Create(ApiMetrics.MeterName).CreateHistogram(
        "upcoach.images.processing", "s", "Work on one image.", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60] });

    public void Made(string outcome, TimeSpan duration) => processing.Record(duration.TotalSeconds, new KeyValuePair<string, object?>("outcome", outcome));
}
