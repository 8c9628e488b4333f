namespace UpCoach.MockUpCoach.Analytics.Reports;

/// <summary>When the materialised figures were last computed.</summary>
/// <param name="At">The moment; null before the first time.</param>
internal sealed record RefreshNote(DateTimeOffset? At);
