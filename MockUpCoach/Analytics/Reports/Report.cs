namespace UpCoach.MockUpCoach.Analytics.Reports;

/// <summary>Materialised figures and their age.</summary>
/// <param name="RefreshedAt">When they were computed; null before the first time.</param>
/// <param name="Items">The figures; empty before the first time.</param>
public sealed record Report<T>(DateTimeOffset? RefreshedAt, IReadOnlyList<T> Items);
