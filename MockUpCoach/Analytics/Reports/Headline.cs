namespace UpCoach.MockUpCoach.Analytics.Reports;

/// <summary>The figures on top of the dashboard: the last complete day against the same day of the week before.</summary>
/// <param name="Day">The day.</param>
/// <param name="Actives">Users who did something that day.</param>
/// <param name="ActivesWeekBefore">The same, seven days before.</param>
/// <param name="WeeklyActives">Users of the trailing seven days.</param>
/// <param name="MonthlyActives">Users of the trailing 28 days.</param>
/// <param name="Stickiness">Actives of the day per monthly active, 0 to 1.</param>
/// <param name="Completion">Check-ins done per check-in due, of the week's actives; mean of seven days.</param>
/// <param name="CompletionWeekBefore">The same, seven days before.</param>
/// <param name="CheckIns">Check-ins of the day.</param>
/// <param name="Joined">Users whose first day it was.</param>
public sealed record Headline(
    DateOnly Day, int Actives, int ActivesWeekBefore, int WeeklyActives, int MonthlyActives, double Stickiness,
    double Completion, double CompletionWeekBefore, int CheckIns, int Joined);
