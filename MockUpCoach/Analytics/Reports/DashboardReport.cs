namespace UpCoach.MockUpCoach.Analytics.Reports;

/// <summary>All that the dashboard shows of the past, in one answer.</summary>
/// <param name="RefreshedAt">When the figures were computed; null before the first time.</param>
/// <param name="Headline">The figures on top; null while no day is complete.</param>
/// <param name="DailyActives">Day by day, oldest first.</param>
/// <param name="Completion">Day by day, oldest first.</param>
/// <param name="Retention">Cohort by cohort, oldest first.</param>
/// <param name="Coaches">The best of the league.</param>
/// <param name="Funnel">Step by step.</param>
public sealed record DashboardReport(
    DateTimeOffset? RefreshedAt, Headline? Headline, IReadOnlyList<DailyActives> DailyActives, IReadOnlyList<CompletionDay> Completion,
    IReadOnlyList<RetentionCohort> Retention, IReadOnlyList<CoachStanding> Coaches, IReadOnlyList<FunnelStep> Funnel);
