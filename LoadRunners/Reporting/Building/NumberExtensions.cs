namespace UpCoach.LoadRunners.Reporting.Building;

/// <summary>The border between the engine, which says NaN, and the report, which says null.</summary>
internal static class NumberExtensions
{
    public static double? OrNoData(this double? value) => value is { } known ? known.OrNoData() : null;

    public static double? OrNoData(this double value) => double.IsFinite(value) ? value : null;
}
