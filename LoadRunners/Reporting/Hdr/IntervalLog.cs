using HdrHistogram;
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
    private readonly FileStream _file;
    private readonly HistogramLogWriter _writer;
    private readonly DateTimeOffset _start;
    private bool _isOpen = true;

    /// <summary>Opens a log.</summary>
    /// <param name="path">Its final name; the folder exists.</param>
    /// <param name="start">The run's start, UTC.</param>
    public IntervalLog(string path, DateTimeOffset start)
    {
        (_path, _start) = (path, start);
        _file = new FileStream(path + WholeFile.PartEnding, FileMode.Create, FileAccess.Write);
        _writer = new HistogramLogWriter(_file);
        _writer.Write(start.UtcDateTime);
    }

    /// <summary>Appends one interval.</summary>
    /// <param name="from">Its start since the run's start.</param>
    /// <param name="length">Its length.</param>
    /// <param name="interval">Its values; the log stamps its times.</param>
    public void Append(TimeSpan from, TimeSpan length, HistogramBase interval)
    {
        ArgumentNullException.ThrowIfNull(interval);
        interval.StartTimeStamp = (_start + from).ToUnixTimeMilliseconds();
        interval.EndTimeStamp = (_start + from + length).ToUnixTimeMilliseconds();
        _writer.Append(interval);
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

    private void Close()
    {
        _isOpen = false;
        _writer.Dispose();
        _file.Dispose();
    }
}
