using HdrHistogram;
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
                var interval = new LongHistogram(3_600_000_000, 3);
                interval.RecordValueWithCount(1500 + second, 100);
                log.Append(TimeSpan.FromSeconds(second), TimeSpan.FromSeconds(1), interval);
            }

            log.Complete();
        }

        using var file = File.OpenRead(path);
        using var reader = new HistogramLogReader(file);
        var read = reader.ReadHistograms().ToList();
        Assert.Equal(3, read.Count);
        Assert.All(read, interval => Assert.Equal(100, interval.TotalCount));
        Assert.Equal(1502, read[2].GetValueAtPercentile(100));
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
