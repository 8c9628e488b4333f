using System.Globalization;

namespace UpCoach.LoadRunners.Reporting.Text;

/// <summary>How numbers are spelled in every format: invariant, with units, and "no data" where there is none.</summary>
public static class Figures
{
    /// <summary>What stands where a figure would be.</summary>
    public const string NoData = "no data";

    /// <summary>A whole number with thousands separators.</summary>
    public static string Count(double? value) => Format(value, "#,0");

    /// <summary>A latency in milliseconds, three significant digits or so.</summary>
    public static string Milliseconds(double? value) => value switch
    {
        null => NoData,
        >= 10_000 => Format(value / 1000, "#,0.0") + " s",
        >= 100 => Format(value, "0") + " ms",
        >= 10 => Format(value, "0.0") + " ms",
        _ => Format(value, "0.00") + " ms",
    };

    /// <summary>A rate per second.</summary>
    public static string PerSecond(double? value) => value is null ? NoData : Format(value, value >= 100 ? "#,0" : "0.0") + "/s";

    /// <summary>A ratio (0 to 1) as percent.</summary>
    public static string Percent(double? ratio) => ratio is null ? NoData : Format(ratio * 100, "0.00") + " %";

    /// <summary>A span of time.</summary>
    public static string Duration(TimeSpan span) => span.TotalMinutes >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{(int)span.TotalMinutes} min {span.Seconds:00} s")
        : Format(span.TotalSeconds, "0.0") + " s";

    /// <summary>An amount of memory or traffic.</summary>
    public static string Bytes(double? bytes) => bytes switch
    {
        null => NoData,
        >= 1L << 30 => Format(bytes / (1L << 30), "0.0") + " GiB",
        >= 1L << 20 => Format(bytes / (1L << 20), "0.0") + " MiB",
        >= 1L << 10 => Format(bytes / (1L << 10), "0.0") + " KiB",
        _ => Format(bytes, "0") + " B",
    };

    /// <summary>A value in the unit that its threshold or its evidence names.</summary>
    public static string InUnit(double? value, string unit) => unit switch
    {
        "ms" => Milliseconds(value),
        "s" => value is null ? NoData : Milliseconds(value * 1000),
        "ratio" => Percent(value),
        "per second" => PerSecond(value),
        "bytes" => Bytes(value),
        "bytes per second" => value is null ? NoData : Bytes(value) + "/s",
        "" => Plain(value),
        // Hundreds and more are counts, and Prometheus extrapolates them: decimals would only pretend.
        _ => value is null ? NoData : $"{(value >= 100 ? Count(value) : Plain(value))} {CleanText.Of(unit)}",
    };

    /// <summary>A number without unit.</summary>
    public static string Plain(double? value) => Format(value, "#,0.####");

    /// <summary>A margin (0 to 1), signed.</summary>
    public static string Margin(double? ratio) => ratio is null ? NoData : Format(ratio * 100, "+0;-0;0") + " %";

    /// <summary>An instant, UTC.</summary>
    public static string Instant(DateTimeOffset instant) =>
        instant.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    private static string Format(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? NoData;
}
