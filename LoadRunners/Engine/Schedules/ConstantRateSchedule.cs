namespace UpCoach.LoadRunners.Engine.Schedules;

/// <summary>Arrivals in equal steps: due(n) = n / rate.</summary>
public sealed class ConstantRateSchedule : IArrivalSchedule
{
    private readonly double _ratePerSecond;
    private readonly TimeSpan _duration;

    /// <summary>Initializes a schedule.</summary>
    /// <param name="ratePerSecond">Arrivals per second; more than 0.</param>
    /// <param name="duration">No arrival is due at or after it.</param>
    public ConstantRateSchedule(double ratePerSecond, TimeSpan duration)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(ratePerSecond);
        (_ratePerSecond, _duration) = (ratePerSecond, duration);
    }

    /// <inheritdoc/>
    public bool TryGetDue(long number, out TimeSpan due)
    {
        var seconds = number / _ratePerSecond;
        var isDue = seconds < _duration.TotalSeconds - RampingRateSchedule.Tolerance / _ratePerSecond;
        due = isDue ? TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond)) : default;
        return isDue;
    }
}
