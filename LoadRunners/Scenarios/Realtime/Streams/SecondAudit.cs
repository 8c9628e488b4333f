namespace UpCoach.LoadRunners.Scenarios.Realtime.Streams;

/// <summary>Counts the seconds that had their event.</summary>
/// <param name="record">Takes each verdict: true for a second with one event; false for a second without, and for each event too many.</param>
internal sealed class SecondAudit(Action<bool> record)
{
    private long? _first;
    private long _last;

    /// <summary>Takes an event.</summary>
    /// <param name="second">The second for which it was published.</param>
    public void Note(long second)
    {
        // The latest before the client came is where counting begins.
        if (_first is null)
        {
            (_first, _last) = (second, second);
            return;
        }

        for (var missing = _last + 1; missing < second; missing++) record(false);
        record(second > _last);
        _last = Math.Max(_last, second);
    }

    /// <summary>Ends the audit: seconds at the end without an event count too.</summary>
    /// <param name="listened">How long the client listened; what is less than two seconds short of it may be on its way.</param>
    public void Complete(TimeSpan listened)
    {
        var expected = (long)listened.TotalSeconds - 2;
        for (var counted = _first is { } first ? _last - first : 0; counted < expected; counted++) record(false);
    }
}
