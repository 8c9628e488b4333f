using System.Globalization;
using System.Runtime.InteropServices;

namespace UpCoach.Benchmarks.SideBySide;

/// <summary>How late arrivals came, from the target's own log.</summary>
/// <remarks>
/// Arrival n of rate r was due at start + n / r. The start is not known to the target: it is taken so that the most punctual arrival is not
/// late at all, which makes every other one look no better than it was.
/// </remarks>
internal static class ArrivalError
{
    public static void Print(string log, double rate, int seconds)
    {
        var all = MemoryMarshal.Cast<byte, long>(File.ReadAllBytes(log)).ToArray();
        var count = (int)(rate * seconds);
        // What came before is the warm-up.
        var arrivals = all[Math.Max(0, all.Length - count)..];
        Array.Sort(arrivals);
        var errors = arrivals.Select((at, n) => (at / 1e6) - (n * 1000 / rate)).ToArray();
        var start = errors.Min();
        Array.Sort(errors);
        double At(double percentile) => errors[(int)Math.Clamp(Math.Ceiling(percentile / 100 * errors.Length) - 1, 0, errors.Length - 1)] - start;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"arrivals {arrivals.Length} of {count}: late by p50 {At(50):0.000} ms, p90 {At(90):0.000} ms, p99 {At(99):0.000} ms, max {At(100):0.000} ms"));
    }
}
