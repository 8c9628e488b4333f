namespace UpCoach.LoadRunners.Runner.Evidence.Series;

/// <summary>Looks at one source. After a failure it is left alone for a while, so that a dead server does not hold up the others each second.</summary>
internal sealed class SourceWatch(ISeriesSource source) : IDisposable
{
    private const double RestSeconds = 5;

    private readonly SecondReading _reading = new();
    private string? _problem;
    private double _restsUntil = double.NegativeInfinity;
    private long _seen;
    private long _missed;

    /// <summary>Gets what was missed and why; null if nothing was.</summary>
    public string? Note => _missed == 0 ? null
        : _seen == 0 ? $"{source.Name} could not be seen: {_problem}"
        : FormattableString.Invariant($"{source.Name} could not be seen in {_missed} of {_missed + _seen} seconds: {_problem}");

    /// <summary>Looks once.</summary>
    /// <param name="now">Seconds of a steady clock.</param>
    /// <param name="book">Takes what is seen; null for a look before the run, which only sets counters to where they are.</param>
    public void Look(double now, SeriesBook? book)
    {
        if (now < _restsUntil)
        {
            if (book is not null) _missed++;
            return;
        }

        try
        {
            _reading.Begin(now);
            source.Sample(_reading);
        }
        catch (Exception problem) // Whatever is wrong with a source is a note: the run is not about it.
        {
            _problem = Secrets.Hide(problem.Message.ReplaceLineEndings(" "));
            _restsUntil = now + RestSeconds;
            if (book is not null) _missed++;
            return;
        }

        if (book is null) return;
        _seen++;
        foreach (var (name, value) in _reading.Values) book.Set(name, value);
    }

    public void Dispose() => source.Dispose();
}
