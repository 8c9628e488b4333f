namespace UpCoach.LoadRunners.Scenarios.Realtime.Hub;

/// <summary>What the connections of one process see of a ramp: a sample of all connections, for the load is dealt out evenly. Safe for concurrent use.</summary>
/// <remarks>
/// <code>
/// capacity = the highest level so that it and all below have   on time / received >= 0.95   and   failed connects / connects &lt;= 0.001
/// </code>
/// On time in 95 % of the cases is the 95th percentile below the limit.
/// </remarks>
internal sealed class ConnectionLadder
{
    private const double OnTimeRatio = 0.95;
    private const double FailedRatio = 0.001;

    private readonly Lock _lock = new();
    private readonly SortedDictionary<int, Level> _levels = []; // under _lock
    private bool _isTold; // under _lock

    /// <summary>Takes a message that came while so many connections were wanted.</summary>
    public void Received(int connections, bool isOnTime)
    {
        lock (_lock)
        {
            var level = LevelOf(connections);
            level.Received++;
            if (isOnTime) level.OnTime++;
        }
    }

    /// <summary>Takes a connect that belongs to a level.</summary>
    public void Connected(int connections, bool isUp)
    {
        lock (_lock)
        {
            var level = LevelOf(connections);
            level.Connects++;
            if (!isUp) level.Failed++;
        }
    }

    /// <summary>Gives the capacity to the first who asks, so that a process says it once.</summary>
    /// <returns>0 if not even the lowest level held; null for the others who ask.</returns>
    public int? Conclude()
    {
        lock (_lock)
        {
            if (_isTold) return null;
            _isTold = true;
            return _levels.TakeWhile(level => level.Value.Holds).Select(level => level.Key).LastOrDefault();
        }
    }

    private Level LevelOf(int connections)
    {
        if (!_levels.TryGetValue(connections, out var level)) _levels.Add(connections, level = new Level());
        return level;
    }

    private sealed class Level
    {
        public long Received { get; set; }

        public long OnTime { get; set; }

        public long Connects { get; set; }

        public long Failed { get; set; }

        public bool Holds => Received > 0 && OnTime >= OnTimeRatio * Received && Failed <= FailedRatio * Connects;
    }
}
