using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Protocols.Delivery;
using UpCoach.LoadRunners.Protocols.Postgres;
using UpCoach.LoadRunners.Scenarios.Database.Statements;

namespace UpCoach.LoadRunners.Scenarios.Database.Integrity;

/// <summary>Moves money between the accounts of a ledger, and knows what was acknowledged.</summary>
/// <param name="user">The user.</param>
/// <param name="postgres">A session on the lab's schema.</param>
/// <param name="ledger">Which ledger.</param>
/// <param name="accounts">Between how many of its accounts, 2 or more: the fewer, the more they are fought over.</param>
/// <param name="isCareless">Whether accounts are locked in the order of the transfer, as careless code does, and not in that of their numbers.</param>
internal sealed class LedgerWriter(VirtualUser user, PostgresSession postgres, string ledger, int accounts = LabTables.Accounts, bool isCareless = false)
{
    private static readonly PostgresTransactionOptions s_options = new() { Retry = new BackOff { First = TimeSpan.FromMilliseconds(5), MaxAttempts = 3 } };

    private readonly Guid _writer = Guid.CreateVersion7();
    private int _number;

    /// <summary>Gets how many transfers were acknowledged.</summary>
    public long Acknowledged { get; private set; }

    /// <summary>Gets how many may have been committed: the answer to their commit was lost.</summary>
    public long Unknown { get; private set; }

    /// <summary>Moves some money between two accounts of chance, if the one has it.</summary>
    /// <returns>What became of it.</returns>
    public async ValueTask<PostgresTransactionResult> TransferAsync(CancellationToken stop)
    {
        var source = 1 + user.Random.Next(accounts);
        var target = 1 + ((source + user.Random.Next(accounts - 1)) % accounts);
        var (amount, hasMoved) = (1L + user.Random.Next(20), false);
        Unknown++; // whatever ends it from here on: the iteration may be cut off in the middle of the commit
        var result = await postgres.TransactAsync("ledger.transfer", s_options, async transaction =>
        {
            hasMoved = false;
            if (await LockAsync(transaction, source, target, stop) < amount) return;
            await transaction.ExecuteAsync(StressStatements.Move, stop, ledger, source, target, amount);
            await transaction.ExecuteAsync(StressStatements.Note, stop, ledger, _writer, ++_number, source, target, amount);
            hasMoved = true;
        }, stop);
        if (result.IsCommitted && hasMoved) Acknowledged++;
        if (result.IsCommitted || result.SqlState is not ("connection" or "timeout")) Unknown--;
        return result;
    }

    /// <summary>Looks at the whole ledger; null if that failed.</summary>
    public async ValueTask<LedgerAudit?> AuditAsync(CancellationToken stop)
    {
        var read = await postgres.QueryAsync(
            StressStatements.Audit, row => new LedgerAudit(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3)), stop, ledger, (long)LabTables.Opening, _writer);
        return read.IsSuccess ? read.Rows[0] : null;
    }

    /// <summary>Looks at the whole ledger and records whether it is true. A look that failed is not.</summary>
    public async ValueTask CheckAsync(CancellationToken stop)
    {
        var audit = await AuditAsync(stop);
        user.Rate(DatabaseMetrics.LedgerTrue.Name, user.Check("ledger: balances are what the transfers make", audit?.IsTrue(Acknowledged, Unknown) == true));
    }

    // The source's balance.
    private async Task<long> LockAsync(PostgresTransaction transaction, int source, int target, CancellationToken stop)
    {
        if (!isCareless)
        {
            var both = await transaction.QueryAsync(StressStatements.LockInOrder, row => (Id: row.GetInt32(0), Balance: row.GetInt64(1)), stop, ledger, source, target);
            return both.Rows.Single(account => account.Id == source).Balance;
        }

        var first = await transaction.QueryAsync(StressStatements.LockOne, row => row.GetInt64(1), stop, ledger, source);
        await transaction.QueryAsync(StressStatements.LockOne, row => row.GetInt64(1), stop, ledger, target);
        return first.Rows[0];
    }
}
