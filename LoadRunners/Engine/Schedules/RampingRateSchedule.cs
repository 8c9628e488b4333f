using UpCoach.LoadRunners.Engine.Executors;

namespace UpCoach.LoadRunners.Engine.Schedules;

/// <summary>Arrivals by a rate that goes linearly from stage to stage.</summary>
/// <remarks>
/// In a stage of T seconds from rate a to rate b, x seconds after its begin, A(x) = a x + (b - a) x^2 / (2 T) arrivals were earned, and so
/// A(x) = m  at  x = 2 m / (a + sqrt(a^2 + 2 m (b - a) / T)),
/// the form of the root that loses no digits where b is near a. Stages are found by the arrivals earned before them.
/// </remarks>
public sealed class RampingRateSchedule : IArrivalSchedule
{
    // Sums of rates times durations are off by some 1e-13 of an arrival; without it a whole number of them could give one too many.
    internal const double Tolerance = 1e-6;

    private readonly List<Segment> _segments = [];
    private readonly double _total;

    /// <summary>Initializes a schedule.</summary>
    /// <param name="startRatePerSecond">The rate at the start; 0 or more.</param>
    /// <param name="stages">The stages; targets are arrivals per second, 0 or more.</param>
    public RampingRateSchedule(double startRatePerSecond, IEnumerable<Stage> stages)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(startRatePerSecond);
        ArgumentNullException.ThrowIfNull(stages);
        var (begin, rate) = (0.0, startRatePerSecond);
        foreach (var stage in stages)
        {
            var seconds = stage.Duration.TotalSeconds;
            // Stages without arrivals are left out: what is due at their border is due when the next stage begins.
            if (seconds > 0 && rate + stage.Target > 0) _segments.Add(new Segment(begin, _total, rate, stage.Target, seconds));
            _total += (rate + stage.Target) / 2 * seconds;
            begin += seconds;
            rate = stage.Target;
        }
    }

    /// <inheritdoc/>
    public bool TryGetDue(long number, out TimeSpan due)
    {
        due = default;
        if (number >= _total - Tolerance) return false;
        var found = _segments.FindLastIndex(segment => segment.Earned <= number + Tolerance);
        due = TimeSpan.FromTicks((long)(_segments[found].TimeOf(number) * TimeSpan.TicksPerSecond));
        return true;
    }

    private readonly record struct Segment(double Begin, double Earned, double From, double To, double Seconds)
    {
        public double TimeOf(long number)
        {
            var arrivals = Math.Max(number - Earned, 0);
            if (arrivals == 0) return Begin;
            var square = From * From + 2 * arrivals * (To - From) / Seconds;
            return Begin + Math.Min(2 * arrivals / (From + Math.Sqrt(Math.Max(square, 0))), Seconds);
        }
    }
}
