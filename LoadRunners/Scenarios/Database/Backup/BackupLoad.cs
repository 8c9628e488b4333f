using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Scenarios.Database.Access;
using UpCoach.LoadRunners.Scenarios.Database.Integrity;

namespace UpCoach.LoadRunners.Scenarios.Database.Backup;

/// <summary>Transfers without a pause, so that their number tells what a copy costs; the ledger is part of what is copied.</summary>
internal sealed class BackupLoad : DatabaseScenario
{
    /// <summary>The ledger's name.</summary>
    public const string Ledger = "backup";

    private readonly LedgerWriter _writer;

    /// <summary>Initializes the scenario of one virtual user.</summary>
    public BackupLoad(VirtualUser user, LabDatabase database, PoolOptions pool) : base(user, database, pool) => _writer = new LedgerWriter(user, Session, Ledger);

    /// <inheritdoc/>
    public override async ValueTask RunIterationAsync(CancellationToken stop)
    {
        User.Check("transfer: is committed", (await _writer.TransferAsync(stop)).IsCommitted);
        await User.ThinkAsync(Settings.Think, stop);
    }
}
