namespace UpCoach.LoadRunners.Reporting.Model;

/// <summary>A statement of a database during the run, as <c>pg_stat_statements</c> counted it.</summary>
/// <param name="Server">Which server executed it.</param>
/// <param name="Text">Its text without values, shortened.</param>
/// <param name="Calls">How often.</param>
/// <param name="TotalMs">Time of all calls, in milliseconds.</param>
/// <param name="MeanMs">Time of one.</param>
/// <param name="Rows">Rows given or changed.</param>
public sealed record ServerStatement(string Server, string Text, long Calls, double TotalMs, double MeanMs, long Rows);
