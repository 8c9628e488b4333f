namespace UpCoach.LoadRunners.Runner.Evidence.Series;

/// <summary>Names a series.</summary>
/// <param name="Source">What it is of: <c>upcoach-1</c>, <c>postgres-replica-1</c>, <c>machine</c>.</param>
/// <param name="Metric">What is measured, in snake_case with its unit: <c>cpu_cores</c>.</param>
/// <param name="Chart">The chart that shows it, in words.</param>
/// <param name="Line">Its line there; null for the source.</param>
/// <param name="Unit">The unit as reports spell them.</param>
internal sealed record SeriesName(string Source, string Metric, string Chart, string Unit, string? Line = null)
{
    /// <summary>Gets the column's name.</summary>
    public string Id => $"{Source}.{Metric}";
}
