using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Protocols.Series;

namespace UpCoach.LoadRunners.Protocols.Uploads;

/// <summary>The series of uploads of one name and method, looked up once.</summary>
internal sealed class UploadSeries(MetricRecorder recorder, TagSet tags)
{
    private readonly int _duration = recorder.Series.Find(UploadMetrics.Duration, tags);
    private readonly int _response = recorder.Series.Find(UploadMetrics.Response, tags);
    private readonly int _uploads = recorder.Series.Find(UploadMetrics.Uploads, tags);
    private readonly int _failed = recorder.Series.Find(UploadMetrics.Failed, tags);
    private readonly int _bytes = recorder.Series.Find(UploadMetrics.Bytes, tags);
    private readonly int _resent = recorder.Series.Find(UploadMetrics.BytesResent, tags);
    private readonly int _resumes = recorder.Series.Find(UploadMetrics.Resumes, tags);
    private readonly int _throughput = recorder.Series.Find(UploadMetrics.Throughput, tags);

    public void Record(UploadResult result)
    {
        using var batch = recorder.OpenBatch();
        batch.Count(_uploads, 1);
        batch.Rate(_failed, !result.IsComplete);
        batch.Trend(_duration, result.Duration);
        batch.Trend(_response, result.ResponseTime);
        batch.Count(_resent, result.BytesResent);
        batch.Count(_resumes, result.Resumes);
        if (!result.IsComplete) return;
        batch.Count(_bytes, result.Length);

        // Bytes a microsecond are megabytes a second; a trend is kept in thousandths.
        if (result.Duration > TimeSpan.Zero) batch.Trend(_throughput, (long)(result.Length / result.Duration.TotalMicroseconds * 1000));
    }
}
