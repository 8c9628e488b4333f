using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Scenarios.Database.Access;

namespace UpCoach.LoadRunners.Scenarios.Database.Integrity;

/// <summary>
/// Transfers between accounts by many users at once. Now and then each looks at the whole ledger in one snapshot: every balance is what the transfers
/// make of it, no money came or went, and each transfer that was acknowledged to the user is there.
/// </summary>
internal sealed class ConcurrentWrites : DatabaseScenario
{
    private const int AuditEvery = 20;

    private readonly LedgerWriter _writer;

    /// <summary>Initializes the scenario of one virtual user.</summary>
    public ConcurrentWrites(VirtualUser user, LabDatabase database, PoolOptions pool) : base(user, database, pool) => _writer = new LedgerWriter(user, Session, "writes");

    /// <inheritdoc/>
    public override async ValueTask RunIterationAsync(CancellationToken stop)
    {
        User.Check("transfer: is committed", (await _writer.TransferAsync(stop)).IsCommitted);
        if (User.Iteration % AuditEvery == User.Number % AuditEvery) await _writer.CheckAsync(stop);
        await User.ThinkAsync(Settings.Think, stop);
    }
}
