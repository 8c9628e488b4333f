using System.Numerics;

namespace UpCoach.LoadRunners.Engine.Metrics;

/// <summary>HdrHistogram's bucket layout for three significant digits, lowest value 1: which counter a value belongs to.</summary>
/// <remarks>
/// Values below 2048 have a counter each. Above, every doubling is cut into 1024 equal parts, so that a counter's width is at most
/// 1/1024 of its values: relative error under 0.1 %. Source: G. Tene, HdrHistogram (public domain / BSD).
/// Counters come in pages of 1024, page 0 holding 0..1023 and page p &gt;= 1 holding [1024 * 2^(p-1), 1024 * 2^p) in steps of 2^(p-1);
/// so index = page * 1024 + offset.
/// </remarks>
public static class HistogramLayout
{
    /// <summary>Counters in a page.</summary>
    public const int PageSize = 1024;

    /// <summary>Number of pages.</summary>
    public const int Pages = 28;

    /// <summary>Number of counters.</summary>
    public const int Length = Pages * PageSize;

    /// <summary>The highest value that is told apart: 2^37 - 1 microseconds, about 38 hours. Greater values count as this one.</summary>
    public const long MaxValue = ((long)PageSize << (Pages - 1)) - 1;

    private const int PageBits = 10;

    /// <summary>Gives the counter of a value; values outside 0..<see cref="MaxValue"/> are clamped.</summary>
    public static int IndexOf(long value)
    {
        value = Math.Clamp(value, 0, MaxValue);
        var magnitude = BitOperations.Log2((ulong)value | (PageSize - 1)) - PageBits; // -1 below 1024
        return magnitude < 0
            ? (int)value
            : ((magnitude + 1) << PageBits) + (int)(value >> magnitude) - PageSize;
    }

    /// <summary>Gives the least value of a counter.</summary>
    public static long LowestValue(int index)
    {
        var page = index >> PageBits;
        var offset = index & (PageSize - 1);
        return page == 0 ? offset : (long)(offset + PageSize) << (page - 1);
    }

    /// <summary>Gives the greatest value of a counter.</summary>
    public static long HighestValue(int index)
    {
        var page = index >> PageBits;
        return LowestValue(index) + (page == 0 ? 0 : (1L << (page - 1)) - 1);
    }
}
