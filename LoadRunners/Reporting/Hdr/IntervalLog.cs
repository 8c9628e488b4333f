using System.Globalization;
using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Reporting.Files;

namespace UpCoach.LoadRunners.Reporting.Hdr;

/// <summary>
/// One HdrHistogram interval log (format 1.3, V2 compressed), written while the run goes on, so that no interval is kept in memory.
/// It bears its final name only once it is complete.
/// </summary>
/// <remarks>Values are microseconds. HdrHistogram's readers show the maximum column in the log divided by 10^6, as its own writers do.</remarks>
public sealed class IntervalLog : IDisposable
{
    private readonly string _path;
    private readonly StreamWriter _file;
    private readonly DateTimeOffset _start;
    private bool _isOpen = true;

    /// <summary>Opens a log.</summary>
    /// <param name="path">Its final name; the folder exists.</param>
    /// <param name="start">The run's start, UTC.</param>
    public IntervalLog(string path, DateTimeOffset start)
    {
        (_path, _start) = (path, start);
        _file = new StreamWriter(path + WholeFile.PartEnding) { NewLine = "\n" }; // UTF-8, which here is ASCII
        _file.WriteLine("#[Histogram log format version 1.3]");
        _file.WriteLine(string.Create(CultureInfo.InvariantCulture, $"#[StartTime: {Seconds(start)} (seconds since epoch), {start.UtcDateTime:O}]"));
        _file.WriteLine("\"StartTimestamp\",\"Interval_Length\",\"Interval_Max\",\"Interval_Compressed_Histogram\"");
        _file.Flush();
    }

    /// <summary>Appends one interval.</summary>
    /// <param name="from">Its start since the run's start.</param>
    /// <param name="length">Its length.</param>
    /// <param name="interval">Its values.</param>
    public void Append(TimeSpan from, TimeSpan length, HistogramSnapshot interval)
    {
        ArgumentNullException.ThrowIfNull(interval);
        var max = HistogramLayout.HighestValue(HistogramLayout.IndexOf(interval.Max)) / 1e6;
        _file.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Seconds(_start + from)},{length.TotalSeconds:F3},{max:F3},{CompressedHistogram.ToBase64(interval)}"));
        _file.Flush();
    }

    /// <summary>Ends the log and gives it its name.</summary>
    public void Complete()
    {
        if (!_isOpen)
        {
            return;
        }

        Close();
        File.Move(_path + WholeFile.PartEnding, _path, overwrite: true);
    }

    /// <summary>Closes the file; an incomplete log keeps the ending that says so.</summary>
    public void Dispose()
    {
        if (_isOpen)
        {
            Close();
        }
    }

    private static string Seconds(DateTimeOffset moment) => (moment.ToUnixTimeMilliseconds() / 1000.0).ToString("F3", CultureInfo.InvariantCulture);

    private void Close()
    {
        _isOpen = false;
        _file.Dispose();
    }
}
