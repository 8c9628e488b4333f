using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace UpCoach.LoadRunners.Engine.Metrics;

/// <summary>Writes an interval as bytes, for the way from an agent to its coordinator.</summary>
/// <remarks>
/// <code>
/// interval = "UI" version start length vus strings series      numbers are LEB128, doubles 8 bytes little-endian
/// strings  = n { length utf8 }                                 each name and tag once
/// series   = n { kind metric tags payload }
/// tags     = n { name value }                                  numbers of strings
/// payload  = sum | last min max | passes total | count sum min max length counters
/// </code>
/// </remarks>
public static class IntervalSnapshotWriter
{
    /// <summary>The version of the format.</summary>
    public const byte Version = 1;

    /// <summary>Writes an interval.</summary>
    public static byte[] Write(IntervalSnapshot interval)
    {
        ArgumentNullException.ThrowIfNull(interval);
        var strings = new Dictionary<string, int>(StringComparer.Ordinal);
        var series = new ArrayBufferWriter<byte>(1024);
        VariableLength.Write(series, (ulong)interval.Series.Count);
        foreach (var one in interval.Series)
        {
            WriteSeries(series, strings, one);
        }

        var bytes = new ArrayBufferWriter<byte>(series.WrittenCount + 1024);
        bytes.Write("UI"u8);
        bytes.Write([Version]);
        VariableLength.Write(bytes, (ulong)interval.Start.Ticks);
        VariableLength.Write(bytes, (ulong)interval.Length.Ticks);
        VariableLength.Write(bytes, (ulong)interval.Vus);
        VariableLength.Write(bytes, (ulong)strings.Count);
        foreach (var text in strings.OrderBy(pair => pair.Value).Select(pair => pair.Key))
        {
            var utf8 = Encoding.UTF8.GetBytes(text);
            VariableLength.Write(bytes, (ulong)utf8.Length);
            bytes.Write(utf8);
        }

        bytes.Write(series.WrittenSpan);
        return bytes.WrittenSpan.ToArray();
    }

    private static void WriteSeries(ArrayBufferWriter<byte> bytes, Dictionary<string, int> strings, SeriesSnapshot series)
    {
        bytes.Write([(byte)series.Kind]);
        VariableLength.Write(bytes, NumberOf(strings, series.Metric));
        VariableLength.Write(bytes, (ulong)series.Tags.Tags.Count);
        foreach (var (name, value) in series.Tags.Tags)
        {
            VariableLength.Write(bytes, NumberOf(strings, name));
            VariableLength.Write(bytes, NumberOf(strings, value));
        }

        switch (series)
        {
            case CounterSnapshot counter:
                WriteDouble(bytes, counter.Sum);
                break;
            case GaugeSnapshot gauge:
                WriteDouble(bytes, gauge.Last);
                WriteDouble(bytes, gauge.Min);
                WriteDouble(bytes, gauge.Max);
                break;
            case RateSnapshot rate:
                VariableLength.Write(bytes, (ulong)rate.Passes);
                VariableLength.Write(bytes, (ulong)rate.Total);
                break;
            case TrendSnapshot { Histogram: var histogram }:
                VariableLength.Write(bytes, (ulong)histogram.Count);
                VariableLength.Write(bytes, (ulong)histogram.Sum);
                VariableLength.Write(bytes, (ulong)histogram.Min);
                VariableLength.Write(bytes, (ulong)histogram.Max);
                VariableLength.Write(bytes, (ulong)histogram.EncodedCounters.Length);
                bytes.Write(histogram.EncodedCounters.Span);
                break;
        }
    }

    private static void WriteDouble(ArrayBufferWriter<byte> bytes, double value)
    {
        BinaryPrimitives.WriteDoubleLittleEndian(bytes.GetSpan(sizeof(double)), value);
        bytes.Advance(sizeof(double));
    }

    private static ulong NumberOf(Dictionary<string, int> strings, string text)
    {
        if (!strings.TryGetValue(text, out var number)) strings.Add(text, number = strings.Count);
        return (ulong)number;
    }
}
