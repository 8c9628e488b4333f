using System.Buffers;
using System.Globalization;
using System.Text;

namespace UpCoach.LoadRunners.Engine.Plans;

/// <summary>Durations as k6 writes them.</summary>
/// <remarks>
/// <code>
/// duration = [ "-" ] part { part } | number        a number alone is milliseconds
/// part     = number unit                           number may have decimals
/// unit     = "d" | "h" | "m" | "s" | "ms" | "us"
/// </code>
/// </remarks>
public static class DurationText
{
    /// <summary>What a message says is allowed.</summary>
    public const string Allowed = "a duration such as \"1m30s\", \"10s\", \"500ms\", or a number of milliseconds";

    private static readonly SearchValues<char> s_digits = SearchValues.Create("0123456789.");

    private static readonly (string Unit, double Seconds)[] s_units =
        [("ms", 1e-3), ("us", 1e-6), ("µs", 1e-6), ("d", 86_400), ("h", 3600), ("m", 60), ("s", 1)];

    /// <summary>Reads a duration.</summary>
    /// <returns>False if it is none, or negative, or over a year.</returns>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        ArgumentNullException.ThrowIfNull(text);
        duration = default;
        var rest = text.AsSpan().Trim();
        if (rest.IsEmpty) return false;
        if (TryNumber(rest, out var milliseconds)) return TryMake(milliseconds / 1000, out duration);
        var seconds = 0.0;
        while (!rest.IsEmpty)
        {
            var digits = rest.IndexOfAnyExcept(s_digits);
            if (digits <= 0 || !TryNumber(rest[..digits], out var number)) return false;
            rest = rest[digits..];
            var found = Array.FindIndex(s_units, FindUnit(rest.ToString()));
            if (found < 0) return false;
            seconds += number * s_units[found].Seconds;
            rest = rest[s_units[found].Unit.Length..];
        }

        return TryMake(seconds, out duration);
    }

    /// <summary>Makes a duration of a number of milliseconds.</summary>
    public static bool TryFromMilliseconds(double milliseconds, out TimeSpan duration) => TryMake(milliseconds / 1000, out duration);

    /// <summary>Prints a duration: <c>1m30s</c>, <c>500ms</c>, <c>0s</c>.</summary>
    public static string Of(TimeSpan duration)
    {
        if (duration == TimeSpan.Zero) return "0s";
        var text = new StringBuilder();
        if (duration.TotalHours >= 1) text.Append(CultureInfo.InvariantCulture, $"{(long)duration.TotalHours}h");
        if (duration.Minutes > 0) text.Append(CultureInfo.InvariantCulture, $"{duration.Minutes}m");
        var seconds = duration.Seconds + duration.Ticks % TimeSpan.TicksPerSecond / (double)TimeSpan.TicksPerSecond;
        if (text.Length == 0 && seconds < 1) return string.Create(CultureInfo.InvariantCulture, $"{seconds * 1000:0.###}ms");
        if (seconds > 0) text.Append(CultureInfo.InvariantCulture, $"{seconds:0.###}s");
        return text.ToString();
    }

    private static Predicate<(string Unit, double Seconds)> FindUnit(string rest) =>
        unit => rest.StartsWith(unit.Unit, StringComparison.Ordinal);

    private static bool TryNumber(ReadOnlySpan<char> text, out double number) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);

    private static bool TryMake(double seconds, out TimeSpan duration)
    {
        var isFine = seconds is >= 0 and <= 366 * 86_400.0;
        duration = isFine ? TimeSpan.FromTicks((long)Math.Round(seconds * TimeSpan.TicksPerSecond)) : default;
        return isFine;
    }
}
