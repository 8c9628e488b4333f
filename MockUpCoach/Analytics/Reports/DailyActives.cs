namespace UpCoach.MockUpCoach.Analytics.Reports;

/// <summary>Who was there on one day.</summary>
/// <param name="Day">The day (UTC). The newest is not over yet.</param>
/// <param name="Actives">Users who did something.</param>
/// <param name="Joined">Those for whom it was the first day.</param>
/// <param name="Regained">Those who had been away for more than a week.</param>
/// <param name="WeeklyActives">Users of the trailing seven days.</param>
/// <param name="MonthlyActives">Users of the trailing 28 days.</param>
/// <param name="ActivesWeek">Mean actives of the trailing seven days.</param>
/// <param name="ActivesChange">Against seven days before; null in the first week.</param>
public sealed record DailyActives(
    DateOnly Day, int Actives, int Joined, int Regained, int WeeklyActives, int MonthlyActives, double ActivesWeek, int? ActivesChange);
