namespace UpCoach.LoadRunners.Reporting.Model;

/// <summary>The identity of a plan.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">Its own words; null when it has none.</param>
/// <param name="Hash">SHA-256 of the plan's text, hexadecimal: two runs with one hash ran one plan.</param>
/// <param name="Seed">Seed of all randomness of the virtual users.</param>
/// <param name="TimeScale">Factor on durations, 1 for the plan's own.</param>
/// <param name="RateScale">Factor on rates and virtual users, 1 for the plan's own.</param>
public sealed record PlanSummary(string Name, string? Description, string Hash, int Seed, double TimeScale = 1, double RateScale = 1);
