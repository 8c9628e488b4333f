namespace UpCoach.LoadRunners.Scenarios.Database.Failover;

/// <summary>Writes that the server acknowledged, and when. Safe for concurrent use.</summary>
internal sealed class AcknowledgedWrites
{
    private readonly Lock _lock = new();
    private readonly Dictionary<long, TimeSpan> _writes = []; // under _lock

    /// <summary>Gets how many there are.</summary>
    public int Count
    {
        get
        {
            lock (_lock) return _writes.Count;
        }
    }

    /// <summary>Notes one.</summary>
    /// <param name="id">Which.</param>
    /// <param name="at">When, since some moment that is the same for all.</param>
    public void Add(long id, TimeSpan at)
    {
        lock (_lock) _writes.Add(id, at);
    }

    /// <summary>Says whether one came after a moment.</summary>
    public bool AnyAfter(TimeSpan moment)
    {
        lock (_lock) return _writes.Values.Any(at => at > moment);
    }

    /// <summary>Gives those that a server does not have.</summary>
    /// <param name="present">What it has.</param>
    public IReadOnlyList<long> Missing(IReadOnlySet<long> present)
    {
        lock (_lock) return [.. _writes.Keys.Where(id => !present.Contains(id)).Order()];
    }

    /// <summary>Gives the longest time without a write that began at a moment or went on over it; null if no write came after it.</summary>
    /// <param name="moment">When the primary was killed.</param>
    public TimeSpan? LongestGap(TimeSpan moment)
    {
        List<TimeSpan> times;
        lock (_lock) times = [.. _writes.Values.Order()];
        var before = times.Where(at => at <= moment).DefaultIfEmpty(moment).Max();
        List<TimeSpan> after = [before, .. times.Where(at => at > moment)];
        return after.Count < 2 ? null : after.Zip(after.Skip(1), (one, next) => next - one).Max();
    }
}
