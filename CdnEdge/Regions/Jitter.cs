namespace UpCoach.CdnEdge.Regions;

/// <summary>Makes delays that vary like a network's and are the same in every run.</summary>
/// <remarks>
/// <code>delay(n) = rtt (1 + jitter u(n))</code>
/// u: uniform in [0, 1), the n-th value of the SplitMix64 sequence (Steele, Lea, Flood 2014) that the seed and the two places start.
/// </remarks>
internal sealed class Jitter(int seed, double ratio)
{
    private const ulong Golden = 0x9E3779B97F4A7C15;
    private long _drawn = -1;

    /// <summary>Gives the next delay of a way.</summary>
    /// <param name="roundTripMilliseconds">The table's round trip.</param>
    public TimeSpan Next(double roundTripMilliseconds) => At(Interlocked.Increment(ref _drawn), roundTripMilliseconds);

    /// <summary>Gives the n-th delay of a way, n from 0.</summary>
    public TimeSpan At(long n, double roundTripMilliseconds)
        => TimeSpan.FromMilliseconds(roundTripMilliseconds * (1 + (ratio * Uniform(unchecked(((ulong)(uint)seed << 32) + ((ulong)(n + 1) * Golden))))));

    private static double Uniform(ulong state)
    {
        unchecked
        {
            state = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
            state = (state ^ (state >> 27)) * 0x94D049BB133111EB;
            state ^= state >> 31;
        }

        return (state >> 11) * (1.0 / (1UL << 53));
    }
}
