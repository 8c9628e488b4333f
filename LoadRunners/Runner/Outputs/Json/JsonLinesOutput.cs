using System.IO.Compression;
using System.Text.Json;
using UpCoach.LoadRunners.Engine.Metrics;

namespace UpCoach.LoadRunners.Runner.Outputs.Json;

/// <summary>
/// Writes a line of JSON for each metric when it first appears, as k6's json output does, and one for each series and second.
/// A name that ends in <c>.gz</c> is packed.
/// </summary>
/// <remarks>
/// <code>
/// {"type":"Metric","data":{"name":"http_reqs","type":"counter","contains":"default","thresholds":[],"submetrics":null},"metric":"http_reqs"}
/// {"type":"Interval","data":{"time":"2026-11-24T11:15:01.000Z","seconds":1,"tags":{"scenario":"browse"},"values":{"count":412,"rate":412}},"metric":"http_reqs"}
/// </code>
/// k6 writes a <c>Point</c> for each sample; the type has another name here, so that no tool takes a second's figures for one sample.
/// </remarks>
internal sealed class JsonLinesOutput(string path) : IRunOutput
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private Stream _file = Stream.Null;
    private OutputRun? _run;

    /// <inheritdoc/>
    public ValueTask OpenAsync(OutputRun run, CancellationToken stop)
    {
        _run = run;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        _file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read);
        if (path.EndsWith(".gz", StringComparison.Ordinal))
        {
            _file = new GZipStream(_file, CompressionLevel.Fastest);
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public async ValueTask WriteAsync(IntervalSnapshot second, CancellationToken stop)
    {
        using var lines = new MemoryStream();
        foreach (var series in second.Series)
        {
            if (_known.Add(series.Metric))
            {
                Line(lines, json => Metric(json, series));
            }

            Line(lines, json => Interval(json, series, second));
        }

        await _file.WriteAsync(lines.GetBuffer().AsMemory(0, (int)lines.Length), stop);
        await _file.FlushAsync(stop); // Somebody may follow the file.
    }

    /// <inheritdoc/>
    public async ValueTask CloseAsync(CancellationToken stop) => await _file.FlushAsync(stop);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _file.DisposeAsync();

    private static void Line(MemoryStream lines, Action<Utf8JsonWriter> write)
    {
        using (var json = new Utf8JsonWriter(lines))
        {
            write(json);
        }

        lines.WriteByte((byte)'\n');
    }

    private void Metric(Utf8JsonWriter json, SeriesSnapshot series)
    {
        var metric = _run!.MetricOf(series);
        json.WriteStartObject();
        json.WriteString("type", "Metric");
        json.WriteStartObject("data");
        json.WriteString("name", metric.Name);
        json.WriteString("type", metric.Kind.ToString().ToLowerInvariant());
        json.WriteString("contains", metric.Unit switch { "ms" => "time", "B" => "data", _ => "default" });
        json.WriteStartArray("thresholds");
        foreach (var threshold in _run.Plan.Thresholds.Where(threshold => threshold.Key == metric.Name))
        {
            json.WriteStringValue(threshold.Expression);
        }

        json.WriteEndArray();
        json.WriteNull("submetrics");
        json.WriteEndObject();
        json.WriteString("metric", metric.Name);
        json.WriteEndObject();
    }

    private void Interval(Utf8JsonWriter json, SeriesSnapshot series, IntervalSnapshot second)
    {
        json.WriteStartObject();
        json.WriteString("type", "Interval");
        json.WriteStartObject("data");
        json.WriteString("time", _run!.EndOf(second).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture));
        json.WriteNumber("seconds", Math.Round(second.Length.TotalSeconds, 3));
        json.WriteStartObject("tags");
        foreach (var (name, value) in series.Tags.Tags)
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
        json.WriteStartObject("values");
        foreach (var (key, value) in IntervalValues.Of(series, second.Length))
        {
            json.WriteNumber(key, value);
        }

        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteString("metric", series.Metric);
        json.WriteEndObject();
    }
}
