using HdrHistogram;
using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Reporting.Hdr;

namespace UpCoach.Reporting.Tests;

/// <summary>Logs read back by HdrHistogram's own reader.</summary>
public sealed class IntervalLogTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 11, 24, 11, 15, 0, TimeSpan.Zero);
    private readonly string _folder = Directory.CreateTempSubdirectory("upcoach-hlog-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Log_Complete_IsReadBackByHdrHistogram()
    {
        var path = Path.Combine(_folder, "service.hlog");
        using (var log = new IntervalLog(path, Start))
        {
            for (var second = 0; second < 3; second++)
            {
                var interval = new Histogram();
                for (var n = 0; n < 100; n++) interval.Record(1500 + second);
                interval.Record(0);
                interval.Record(30_000_000);
                log.Append(TimeSpan.FromSeconds(second), TimeSpan.FromSeconds(1), HistogramSnapshot.Of(interval));
            }

            log.Complete();
        }

        using var file = File.OpenRead(path);
        using var reader = new HistogramLogReader(file);
        var read = reader.ReadHistograms().ToList();
        Assert.Equal(3, read.Count);
        Assert.All(read, interval => Assert.Equal(102, interval.TotalCount));
        Assert.Equal((0, 1502), (read[2].GetValueAtPercentile(0.5), read[2].GetValueAtPercentile(50)));
        Assert.Equal(30_015_487, read[2].GetValueAtPercentile(100)); // of 30,000,000 to three digits
        Assert.Equal((Start + TimeSpan.FromSeconds(2)).ToUnixTimeMilliseconds(), read[2].StartTimeStamp);
        Assert.Equal((Start + TimeSpan.FromSeconds(3)).ToUnixTimeMilliseconds(), read[2].EndTimeStamp);
    }

    [Fact]
    public void Log_NotComplete_HasNoFinalName()
    {
        var path = Path.Combine(_folder, "service.hlog");
        new IntervalLog(path, Start).Dispose();
        Assert.False(File.Exists(path));
        Assert.True(File.Exists(path + ".part"));
    }
}
