namespace UpCoach.LoadRunners.Protocols.Http.Lean;

/// <summary>Ends requests that take too long. One timer for all connections of a run: a request costs no timer of its own.</summary>
internal sealed class FlightWatch : IDisposable
{
    private readonly TimeProvider _clock;
    private readonly Lock _lock = new();
    private readonly HashSet<LeanConnection> _connections = []; // under _lock
    private readonly ITimer _timer;

    /// <summary>Initializes a watch.</summary>
    /// <param name="timeout">What a request may take; it is ended up to a twentieth later.</param>
    /// <param name="clock">The clock.</param>
    public FlightWatch(TimeSpan timeout, TimeProvider clock)
    {
        _clock = clock;
        Timeout = timeout;
        var period = TimeSpan.FromMilliseconds(Math.Clamp(timeout.TotalMilliseconds / 20, 5, 500));
        _timer = clock.CreateTimer(static watch => ((FlightWatch)watch!).Sweep(), this, period, period);
    }

    public TimeSpan Timeout { get; }

    public void Add(LeanConnection connection)
    {
        lock (_lock) _connections.Add(connection);
    }

    public void Remove(LeanConnection connection)
    {
        lock (_lock) _connections.Remove(connection);
    }

    public void Dispose() => _timer.Dispose();

    private void Sweep()
    {
        var now = _clock.GetTimestamp();
        lock (_lock)
        {
            foreach (var connection in _connections)
            {
                connection.EndIfLate(now);
            }
        }
    }
}
