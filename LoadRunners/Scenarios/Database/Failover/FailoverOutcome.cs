namespace UpCoach.LoadRunners.Scenarios.Database.Failover;

/// <summary>What a failover cost.</summary>
/// <param name="Outage">The longest time without an acknowledged write, from the kill on.</param>
/// <param name="Lost">Acknowledged writes that the new primary does not have.</param>
/// <param name="Acknowledged">All writes that were acknowledged.</param>
internal sealed record FailoverOutcome(TimeSpan Outage, IReadOnlyList<long> Lost, int Acknowledged);
