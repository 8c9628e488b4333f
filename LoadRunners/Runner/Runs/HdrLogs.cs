using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Reporting.Files;
using UpCoach.LoadRunners.Reporting.Hdr;

namespace UpCoach.LoadRunners.Runner.Runs;

/// <summary>The histograms of a run: service and response time, of all requests and of each scenario; second by second, and at the end as a spectrum.</summary>
internal sealed class HdrLogs(string runFolder, IEnumerable<string> scenarios) : IDisposable
{
    private static readonly (MetricDefinition Metric, string Name)[] Latencies =
        [(BuiltInMetrics.HttpReqDuration, "service-time"), (BuiltInMetrics.HttpReqResponseTime, "response-time")];

    private readonly List<(string Metric, TagSelector Only, string Path, IntervalLog Log)> _logs = [];

    /// <summary>Opens the logs.</summary>
    /// <param name="start">The start stamp, UTC.</param>
    public void Begin(DateTimeOffset start)
    {
        var folder = Directory.CreateDirectory(Path.Combine(runFolder, "hdr")).FullName;
        foreach (var (metric, name) in Latencies)
        {
            Open($"all.{name}", metric.Name, TagSelector.All);
            foreach (var scenario in scenarios)
            {
                var safe = new string([.. scenario.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' ? letter : '-')]);
                Open($"scenario-{safe}.{name}", metric.Name, TagSelector.Of(TagNames.Scenario, scenario));
            }
        }

        void Open(string name, string metric, TagSelector only)
        {
            var path = Path.Combine(folder, name);
            _logs.Add((metric, only, path, new IntervalLog(path + ".hlog", start)));
        }
    }

    /// <summary>Appends one second of the whole run.</summary>
    public void Append(IntervalSnapshot second)
    {
        foreach (var (metric, only, _, log) in _logs)
        {
            HistogramSnapshot? all = null;
            foreach (var series in second.Series)
            {
                if (series is TrendSnapshot trend && trend.Metric == metric && only.Matches(trend.Tags))
                {
                    all = all?.Merge(trend.Histogram) ?? trend.Histogram;
                }
            }

            if (all is { Count: > 0 })
            {
                log.Append(second.Start, second.Length, all);
            }
        }
    }

    /// <summary>Ends the logs, gives them their names, and writes the spectra of the whole run beside them.</summary>
    public void Complete(MetricStore store)
    {
        foreach (var (metric, only, path, log) in _logs)
        {
            log.Complete();
            WholeFile.Write(path + ".spectrum.txt", PercentileSpectrum.Write(store.Query(metric, only).ToHdrHistogram()));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _logs.ForEach(log => log.Log.Dispose());
}
