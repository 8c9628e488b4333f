namespace UpCoach.MockUpCoach.Analytics.Reports;

/// <summary>Users who began in the same week, and how many of them were there in each week after.</summary>
/// <param name="Week">The Monday of their first week.</param>
/// <param name="Size">How many began.</param>
/// <param name="Rates">The share that was active 0, 1, 2, … weeks later, up to the current week.</param>
public sealed record RetentionCohort(DateOnly Week, int Size, IReadOnlyList<double> Rates);
