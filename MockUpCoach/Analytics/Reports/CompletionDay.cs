namespace UpCoach.MockUpCoach.Analytics.Reports;

/// <summary>How much of what was due got done on one day.</summary>
/// <param name="Day">The day (UTC).</param>
/// <param name="CheckIns">Check-ins done.</param>
/// <param name="Due">Check-ins due: one a daily habit and a seventh a weekly one, of users active within seven days.</param>
/// <param name="Completion">Done per due; null if nothing was due.</param>
/// <param name="CompletionWeek">Mean of the trailing seven days.</param>
public sealed record CompletionDay(DateOnly Day, int CheckIns, double Due, double? Completion, double? CompletionWeek);
