namespace UpCoach.LoadRunners.Reporting.Model;

/// <summary>What was seen of the servers and the machine each second of the run. Shown, not judged.</summary>
/// <param name="StepSeconds">Seconds that one row of <c>evidence/series.csv</c> stands for: 1, or 2, 4, ... in a long run.</param>
/// <param name="Seconds">The places of the points, in seconds since the start; fewer than the rows of the file.</param>
/// <param name="Series">One row a series.</param>
/// <param name="Statements">The database statements that took most time during the run.</param>
/// <param name="Notes">What could not be seen, and why.</param>
/// <param name="SamplerCpuRatio">CPU time of the sampling itself over wall time, as a share of one core; null when unknown.</param>
public sealed record ServerSide(
    double StepSeconds,
    IReadOnlyList<double> Seconds,
    IReadOnlyList<ServerSeries> Series,
    IReadOnlyList<ServerStatement> Statements,
    IReadOnlyList<string> Notes,
    double? SamplerCpuRatio = null);
