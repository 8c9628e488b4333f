namespace UpCoach.LoadRunners.Engine.ServerMetrics;

/// <summary>The values of one server metric over a run. Safe for concurrent use.</summary>
/// <remarks>
/// Of a long run every second, fourth, eighth... value is kept, so that the size doesn't grow with the run: percentiles are then those of an
/// even choice. Number, mean, least, greatest and last value stay exact.
/// </remarks>
public sealed class ServerMetricSamples
{
    private const int Capacity = 4096;

    private readonly Lock _lock = new();
    private readonly List<double> _kept = []; // under _lock
    private long _stride = 1; // under _lock
    private long _count; // under _lock
    private double _sum; // under _lock

    /// <summary>Gets the number of values.</summary>
    public long Count
    {
        get
        {
            lock (_lock) return _count;
        }
    }

    /// <summary>Gets the last value; NaN if there is none.</summary>
    public double Last { get; private set; } = double.NaN;

    /// <summary>Gets the least value; NaN if there is none.</summary>
    public double Min { get; private set; } = double.NaN;

    /// <summary>Gets the greatest value; NaN if there is none.</summary>
    public double Max { get; private set; } = double.NaN;

    /// <summary>Gets the mean; NaN if there is no value.</summary>
    public double Mean
    {
        get
        {
            lock (_lock) return _count == 0 ? double.NaN : _sum / _count;
        }
    }

    /// <summary>Adds a value; NaN and infinities are no values.</summary>
    public void Add(double value)
    {
        if (!double.IsFinite(value)) return;
        lock (_lock)
        {
            if (_count++ % _stride == 0) _kept.Add(value);
            _sum += value;
            (Last, Min, Max) = (value, _count == 1 ? value : Math.Min(Min, value), _count == 1 ? value : Math.Max(Max, value));
            if (_kept.Count < Capacity) return;
            List<double> half = [.. _kept.Where((_, i) => i % 2 == 0)];
            _kept.Clear();
            _kept.AddRange(half);
            _stride *= 2;
        }
    }

    /// <summary>Gives the ceil(p/100 * n)-th least value.</summary>
    /// <param name="percentile">0 to 100.</param>
    /// <returns>NaN if there is no value.</returns>
    public double Percentile(double percentile)
    {
        lock (_lock)
        {
            if (_kept.Count == 0) return double.NaN;
            if (percentile <= 0) return Min;
            if (percentile >= 100) return Max;
            List<double> sorted = [.. _kept.Order()];
            return sorted[Math.Clamp((int)Math.Ceiling(percentile / 100 * sorted.Count - 1e-9), 1, sorted.Count) - 1];
        }
    }
}
