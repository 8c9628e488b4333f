using System.Buffers.Binary;
using System.Text;

namespace UpCoach.LoadRunners.Engine.Metrics;

/// <summary>Reads what <see cref="IntervalSnapshotWriter"/> writes.</summary>
public static class IntervalSnapshotReader
{
    /// <summary>Reads an interval.</summary>
    /// <exception cref="InvalidDataException">The bytes are cut off, damaged or of another version.</exception>
    public static IntervalSnapshot Read(ReadOnlyMemory<byte> bytes)
    {
        var source = new Source(bytes);
        if (!source.Take(2).Span.SequenceEqual("UI"u8)) throw new InvalidDataException("Not an interval of a load run.");
        var version = source.Take(1).Span[0];
        if (version != IntervalSnapshotWriter.Version)
        {
            throw new InvalidDataException($"Interval format {version} is not {IntervalSnapshotWriter.Version}: agent and coordinator differ in version.");
        }

        var start = TimeSpan.FromTicks(source.Number());
        var length = TimeSpan.FromTicks(source.Number());
        var vus = source.Length(int.MaxValue);
        var strings = new string[source.Length(bytes.Length)];
        for (var i = 0; i < strings.Length; i++)
        {
            strings[i] = Encoding.UTF8.GetString(source.Take(source.Length(bytes.Length)).Span);
        }

        var series = new SeriesSnapshot[source.Length(bytes.Length)];
        for (var i = 0; i < series.Length; i++)
        {
            series[i] = ReadSeries(ref source, strings);
        }

        return new IntervalSnapshot(start, length, vus, series);
    }

    private static SeriesSnapshot ReadSeries(ref Source source, string[] strings)
    {
        var kind = (MetricKind)source.Take(1).Span[0];
        var metric = source.Text(strings);
        var tags = new KeyValuePair<string, string>[source.Length(strings.Length)];
        for (var i = 0; i < tags.Length; i++)
        {
            var name = source.Text(strings);
            tags[i] = new(name, source.Text(strings));
        }

        var set = TagSet.Of(tags);
        return kind switch
        {
            MetricKind.Counter => new CounterSnapshot(metric, set, source.Double()),
            MetricKind.Gauge => new GaugeSnapshot(metric, set, source.Double(), source.Double(), source.Double()),
            MetricKind.Rate => new RateSnapshot(metric, set, source.Number(), source.Number()),
            MetricKind.Trend => new TrendSnapshot(metric, set, ReadHistogram(ref source)),
            _ => throw new InvalidDataException($"Unknown kind of metric: {(int)kind}."),
        };
    }

    private static HistogramSnapshot ReadHistogram(ref Source source)
    {
        var (count, sum, min, max) = (source.Number(), source.Number(), source.Number(), source.Number());
        var snapshot = new HistogramSnapshot(count, sum, min, max, source.Take(source.Length(int.MaxValue)).ToArray());
        // Read once here, so that damage shows at the door and not in the middle of a report.
        return snapshot.Counters().Sum(counter => counter.Count) == count
            ? snapshot
            : throw new InvalidDataException("The histogram's counters don't add up.");
    }

    private ref struct Source(ReadOnlyMemory<byte> bytes)
    {
        private int _offset;

        public ReadOnlyMemory<byte> Take(int length)
        {
            if (length > bytes.Length - _offset) throw new InvalidDataException("The interval is cut off.");
            _offset += length;
            return bytes.Slice(_offset - length, length);
        }

        public long Number()
        {
            var value = VariableLength.Read(bytes.Span, ref _offset);
            return value <= long.MaxValue ? (long)value : throw new InvalidDataException("A number is out of range.");
        }

        public int Length(int limit)
        {
            var value = Number();
            return value <= limit ? (int)value : throw new InvalidDataException("A length is out of range.");
        }

        public string Text(string[] strings)
        {
            var number = Number();
            return number < strings.Length ? strings[number] : throw new InvalidDataException("An unknown string is named.");
        }

        public double Double() => BinaryPrimitives.ReadDoubleLittleEndian(Take(sizeof(double)).Span);
    }
}
