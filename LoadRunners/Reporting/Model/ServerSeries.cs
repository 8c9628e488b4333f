namespace UpCoach.LoadRunners.Reporting.Model;

/// <summary>One thing that was seen each second.</summary>
/// <param name="Id">Its column in <c>evidence/series.csv</c>: <c>upcoach-1.cpu_cores</c>.</param>
/// <param name="Chart">The chart that it belongs to, in words.</param>
/// <param name="Name">Its line in that chart.</param>
/// <param name="Unit">The unit, as thresholds name them: <c>bytes</c>, <c>ratio</c>, <c>per second</c>, <c>cores</c>, ...</param>
/// <param name="Samples">How many values there were.</param>
/// <param name="Min">The least of them.</param>
/// <param name="Avg">Their mean.</param>
/// <param name="Max">The greatest.</param>
/// <param name="Points">The mean around each place of <see cref="ServerSide.Seconds"/>; null where nothing was seen.</param>
public sealed record ServerSeries(
    string Id, string Chart, string Name, string Unit, long Samples, double Min, double Avg, double Max, IReadOnlyList<double?> Points);
