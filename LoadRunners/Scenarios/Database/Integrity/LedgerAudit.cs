namespace UpCoach.LoadRunners.Scenarios.Database.Integrity;

/// <summary>What a look at a ledger found. All of one snapshot.</summary>
/// <param name="WrongAccounts">Accounts whose balance is not what their transfers make.</param>
/// <param name="Drift">Money that came from nowhere; below 0 what is gone.</param>
/// <param name="Overdrawn">Accounts below 0.</param>
/// <param name="Transfers">The writer's transfers that are there.</param>
internal sealed record LedgerAudit(long WrongAccounts, long Drift, long Overdrawn, long Transfers)
{
    /// <summary>Says whether all is as it must be.</summary>
    /// <param name="acknowledged">The writer's transfers that were acknowledged before the look.</param>
    /// <param name="unknown">Those whose commit failed on the way, so that they may be there or not.</param>
    public bool IsTrue(long acknowledged, long unknown) =>
        WrongAccounts == 0 && Drift == 0 && Overdrawn == 0 && Transfers >= acknowledged && Transfers <= acknowledged + unknown;
}
