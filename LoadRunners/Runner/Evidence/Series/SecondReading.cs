namespace UpCoach.LoadRunners.Runner.Evidence.Series;

/// <summary>What one source saw in one second, with counters turned into rates.</summary>
internal sealed class SecondReading
{
    private readonly Dictionary<SeriesName, (double Total, double At)> _before = [];
    private readonly Dictionary<SeriesName, double> _values = [];
    private double _now;

    /// <summary>Gets what was seen.</summary>
    public IReadOnlyDictionary<SeriesName, double> Values => _values;

    /// <summary>Begins a second.</summary>
    /// <param name="now">Seconds of a steady clock.</param>
    public void Begin(double now)
    {
        _now = now;
        _values.Clear();
    }

    /// <summary>Notes a value.</summary>
    public void Gauge(SeriesName name, double value) => _values[name] = value;

    /// <summary>Notes how much a counter grew a second since it was seen last.</summary>
    /// <param name="name">The series of the rate.</param>
    /// <param name="total">The counter. One that fell has begun anew: then there is no value.</param>
    /// <param name="scale">What the growth is multiplied by.</param>
    public void Rate(SeriesName name, double total, double scale = 1)
    {
        if (Growth(name, total) is { } growth) _values[name] = growth.Amount / growth.Seconds * scale;
    }

    /// <summary>Notes which part one counter's growth was of its and another's; nothing where neither grew.</summary>
    public void Share(SeriesName name, double part, double other)
    {
        var (grown, rest) = (Growth(name, part), Growth(name with { Metric = name.Metric + "/" }, other));
        if (grown is { } one && rest is { } two && one.Amount + two.Amount > 0) _values[name] = one.Amount / (one.Amount + two.Amount);
    }

    private (double Amount, double Seconds)? Growth(SeriesName name, double total)
    {
        var isKnown = _before.TryGetValue(name, out var before);
        _before[name] = (total, _now);
        return isKnown && total >= before.Total && _now > before.At ? (total - before.Total, _now - before.At) : null;
    }
}
