namespace UpCoach.LoadRunners.Protocols.Delivery;

/// <summary>Adds up how long a session was connected.</summary>
internal sealed class UptimeMeter(TimeProvider clock)
{
    private long _begin;
    private long _changedAt;
    private TimeSpan _up;
    private bool _isUp;

    /// <summary>Takes that a connection stands.</summary>
    /// <returns>How long the session was without one; null if it is the first.</returns>
    public TimeSpan? Connected()
    {
        var now = clock.GetTimestamp();
        var isFirst = _begin == 0;
        var outage = clock.GetElapsedTime(_changedAt, now);
        if (isFirst) _begin = now;
        (_changedAt, _isUp) = (now, true);
        return isFirst ? null : outage;
    }

    /// <summary>Takes that the connection is gone.</summary>
    /// <returns>How long it lived.</returns>
    public TimeSpan Lost()
    {
        if (!_isUp) return TimeSpan.Zero;
        var now = clock.GetTimestamp();
        var lived = clock.GetElapsedTime(_changedAt, now);
        (_changedAt, _isUp, _up) = (now, false, _up + lived);
        return lived;
    }

    /// <summary>Gives the share of the time since the first connect that there was a connection, 0 to 1; null if there never was one.</summary>
    public double? Share()
    {
        if (_begin == 0) return null;
        var now = clock.GetTimestamp();
        var all = clock.GetElapsedTime(_begin, now);
        var up = _isUp ? _up + clock.GetElapsedTime(_changedAt, now) : _up;
        return all > TimeSpan.Zero ? Math.Min(up / all, 1) : 1;
    }
}
