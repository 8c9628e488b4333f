using System.Text.Json;
using UpCoach.MockUpCoach.Data;
using UpCoach.MockUpCoach.Paging;

namespace UpCoach.MockUpCoach.Mobile.Sync;

/// <summary>One batch in its transaction, under the lock of the user's clock: nobody else changes this user's things meanwhile.</summary>
/// <remarks>
/// The conflict rule. A write names the newest change that its author knew of (<see cref="SyncWrite.Base"/>). It is applied if the thing has not changed since, or only
/// by this same batch; otherwise it is a conflict, nothing happens, and the client gets what the thing is now and decides again. Deleted is deleted:
/// an update of something deleted is a conflict, a second delete a duplicate. Without a base the last writer wins.
/// </remarks>
internal sealed class SyncSession(DatabaseTransaction transaction, long userId, DateTime now)
{
    // A client that was away for longer than these changes starts over (see SyncStore).
    private const int RetainedChanges = 10_000;

    private const string BeginSql = """
        /* sync.begin */
        INSERT INTO user_clocks AS clock (user_id, change_seq) VALUES ($1, 0)
        ON CONFLICT (user_id) DO UPDATE SET change_seq = clock.change_seq RETURNING change_seq
        """;

    private const string KnownSql = "/* sync.known */ SELECT key, entity, entity_id, revision FROM sync_writes WHERE user_id = $1 AND key = ANY ($2)";

    private const string TombstoneSql = """
        /* sync.tombstone */
        SELECT seq FROM changes WHERE user_id = $1 AND entity = $2 AND entity_id = $3 AND op = 'delete' ORDER BY seq DESC LIMIT 1
        """;

    private static readonly string EndSql = $"""
        /* sync.end */
        WITH clock AS (
            UPDATE user_clocks SET change_seq = $2 WHERE user_id = $1),
        change AS (
            INSERT INTO changes (user_id, seq, entity, entity_id, op, at)
            SELECT $1, seq, entity, id, op, $3 FROM unnest($4, $5, $6, $7) AS c (seq, entity, id, op)),
        write AS (
            INSERT INTO sync_writes (user_id, key, entity, entity_id, revision, at)
            SELECT $1, key, entity, id, revision, $3 FROM unnest($8, $9, $10, $11) AS w (key, entity, id, revision)),
        too_many AS (
            DELETE FROM changes WHERE user_id = $1 AND seq <= $2 - {RetainedChanges}),
        too_old AS (
            DELETE FROM sync_writes WHERE user_id = $1 AND at < $3 - interval '30 days')
        SELECT
        """;

    private readonly Dictionary<Guid, (string Entity, long Id, long Revision)> known = [];
    private readonly List<(Guid Key, string Entity, long Id, long Revision)> done = [];
    private readonly List<(long Seq, string Entity, long Id, string Op)> changes = [];
    private long began;
    private long seq;

    /// <summary>Gets whether a check-in was added, which the feed shows.</summary>
    public bool TouchesFeed => changes.Any(change => change is { Entity: "check-in", Op: "insert" });

    /// <summary>Takes the user's lock. Until then nothing may be read.</summary>
    public async Task BeginAsync() => began = seq = (await transaction.RunAsync(new Sql(BeginSql).With(userId), Rows.First(row => Tuple.Create(row.GetInt64(0)))))!.Item1;

    public async Task<IReadOnlyList<SyncResult>> ApplyAsync(IReadOnlyList<SyncWrite> writes)
    {
        var keys = writes.SelectMany(write => new[] { write.Key, write.IdKey, write.Data?.HabitKey }).OfType<Guid>().Distinct().ToArray();
        var rows = await transaction.RunAsync(new Sql(KnownSql).With(userId).With(keys), Rows.All(row => (row.GetGuid(0), row.GetString(1), row.GetInt64(2), row.GetInt64(3))));
        foreach (var (key, entity, id, revision) in rows)
            known[key] = (entity, id, revision);
        var results = new List<SyncResult>(writes.Count);
        foreach (var write in writes)
            results.Add(await JudgeAsync(write));
        return results;
    }

    /// <summary>Records what was done.</summary>
    public Task EndAsync() => done.Count == 0 ? Task.CompletedTask : transaction.RunAsync(new Sql(EndSql).With(userId).With(seq).With(now)
        .With(changes.Select(change => change.Seq).ToArray()).With(changes.Select(change => change.Entity).ToArray())
        .With(changes.Select(change => change.Id).ToArray()).With(changes.Select(change => change.Op).ToArray())
        .With(done.Select(write => write.Key).ToArray()).With(done.Select(write => write.Entity).ToArray())
        .With(done.Select(write => write.Id).ToArray()).With(done.Select(write => write.Revision).ToArray()));

    private async Task<SyncResult> JudgeAsync(SyncWrite write)
    {
        var key = write.Key!.Value;
        if (known.TryGetValue(key, out var before))
            return new SyncResult(key, SyncResult.Duplicate, before.Id, Cursor.Write(before.Revision));
        var entity = SyncEntities.Find(write.Entity!);
        if (entity.Refuse(write) is { } reason)
            return new SyncResult(key, SyncResult.Rejected, Reason: reason);
        if (write.Op == "insert")
            return await InsertAsync(entity, key, write.Data!);
        if ((write.Id ?? IdOf(write.IdKey, entity.Name)) is not { } id)
            return new SyncResult(key, SyncResult.Rejected, Reason: "It is not known which one: give id, or idKey of the write that made it.");
        var target = new SyncTarget(userId, id, seq + 1, Cursor.Read(write.Base, long.MaxValue), began);
        var sql = write.Op == "delete" ? entity.Delete(target) : entity.Update(target, write.Data ?? new SyncData());
        return await transaction.RunAsync(sql, Rows.First(row => (object)row.GetInt64(0))) is not null
            ? Applied(key, entity.Name, id, write.Op!)
            : await ExplainAsync(write, entity, id);
    }

    private async Task<SyncResult> InsertAsync(ISyncEntity entity, Guid key, SyncData data)
    {
        data = data with { HabitId = data.HabitId ?? IdOf(data.HabitKey, "habit") ?? 0 };
        return await transaction.RunAsync(entity.Insert(userId, data, now), Rows.First(row => Tuple.Create(row.GetInt64(0), row.GetBoolean(1)))) switch
        {
            (var id, true) => Applied(key, entity.Name, id, "insert"),
            (var id, false) => Remember(key, entity.Name, id, SyncResult.Duplicate),
            null => new SyncResult(key, SyncResult.Rejected, Reason: entity.Name == "check-in" ? "There is no such habit." : "There are too many."),
        };
    }

    // The row was not written: it is newer, deleted, or never was this user's.
    private async Task<SyncResult> ExplainAsync(SyncWrite write, ISyncEntity entity, long id)
    {
        var key = write.Key!.Value;
        var current = await transaction.RunAsync(new Sql($"/* sync.{entity.Name}-current */ {entity.SelectCurrent("$1", "$2")}").With(id).With(userId), Rows.First(row => Tuple.Create(row.GetInt64(0), row.GetString(1))));
        if (current is var (revision, state))
            return new SyncResult(key, SyncResult.Conflict, id, Cursor.Write(revision), "It was changed since.", JsonSerializer.Deserialize(state, ApiJson.Default.SyncState));
        return await FindTombstoneAsync(entity.Name, id) switch
        {
            null => new SyncResult(key, SyncResult.Rejected, Reason: "There is no such thing."),
            { } tombstone when write.Op == "delete" => new SyncResult(key, SyncResult.Duplicate, id, Cursor.Write(tombstone), "It was deleted before."),
            { } tombstone => new SyncResult(key, SyncResult.Conflict, id, Cursor.Write(tombstone), "It was deleted."),
        };
    }

    // What this batch deleted is not in the table yet.
    private async Task<long?> FindTombstoneAsync(string entity, long id)
    {
        foreach (var change in changes)
        {
            if (change.Op == "delete" && change.Id == id && change.Entity == entity)
                return change.Seq;
        }

        return (await transaction.RunAsync(new Sql(TombstoneSql).With(userId).With(entity).With(id), Rows.First(row => Tuple.Create(row.GetInt64(0)))))?.Item1;
    }

    private SyncResult Applied(Guid key, string entity, long id, string op)
    {
        seq++;
        changes.Add((seq, entity, id, op));
        return Remember(key, entity, id, SyncResult.Applied);
    }

    private SyncResult Remember(Guid key, string entity, long id, string result)
    {
        known[key] = (entity, id, seq);
        done.Add((key, entity, id, seq));
        return new SyncResult(key, result, id, Cursor.Write(seq));
    }

    private long? IdOf(Guid? key, string entity) => key is { } given && known.TryGetValue(given, out var write) && write.Entity == entity ? write.Id : null;
}
