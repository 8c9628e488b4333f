using UpCoach.LoadRunners.Engine.Metrics;

namespace UpCoach.LoadRunners.Runner.Runs;

/// <summary>Brings the intervals of several members together by second, and gives a second out once every member has passed it.</summary>
internal sealed class IntervalMerger
{
    private readonly Dictionary<string, TimeSpan> _passed = new(StringComparer.Ordinal);
    private readonly SortedDictionary<TimeSpan, List<IntervalSnapshot>> _waiting = [];

    /// <param name="members">Names of the members.</param>
    public IntervalMerger(IEnumerable<string> members)
    {
        foreach (var member in members)
        {
            _passed.Add(member, TimeSpan.Zero);
        }
    }

    /// <summary>Takes an interval.</summary>
    /// <returns>The seconds that are now complete, in order.</returns>
    public IReadOnlyList<IntervalSnapshot> Add(string member, IntervalSnapshot interval)
    {
        if (!_waiting.TryGetValue(interval.Start, out var group))
        {
            _waiting.Add(interval.Start, group = []);
        }

        group.Add(interval);
        if (_passed.ContainsKey(member))
        {
            _passed[member] = interval.Start + interval.Length;
        }

        return Complete();
    }

    /// <summary>Waits for a member no longer: it has ended, or it was lost.</summary>
    public IReadOnlyList<IntervalSnapshot> Leave(string member)
    {
        _passed.Remove(member);
        return Complete();
    }

    private List<IntervalSnapshot> Complete()
    {
        var horizon = _passed.Count == 0 ? TimeSpan.MaxValue : _passed.Values.Min();
        var complete = new List<IntervalSnapshot>();
        while (_waiting.Count > 0 && _waiting.First() is var (start, group) && start + group[0].Length <= horizon)
        {
            _waiting.Remove(start);
            complete.Add(new IntervalSnapshot(start, group.Max(part => part.Length), group.Sum(part => part.Vus), group.Count == 1 ? group[0].Series : SeriesMerge.Of(group.SelectMany(part => part.Series))));
        }

        return complete;
    }
}
