using Npgsql;
using NpgsqlTypes;
using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Scenarios.Database.Access;
using UpCoach.LoadRunners.Scenarios.Database.Statements;

namespace UpCoach.LoadRunners.Scenarios.Database.Load;

/// <summary>What is known of a file, without its content: kept, found, attached to an article, listed there, deleted, gone from the list.</summary>
internal sealed class FileMetadata(VirtualUser user, LabDatabase database, PoolOptions pool) : DatabaseVisit(user, database, pool)
{
    /// <inheritdoc/>
    protected override async ValueTask VisitAsync(CancellationToken stop)
    {
        var (id, owner, article) = (Guid.CreateVersion7(), 1L + User.Random.Next(Settings.Users), 1L + User.Random.Next(LabTables.Articles));
        var (now, hash, size) = (User.Clock.GetUtcNow().UtcDateTime, new byte[32], 1L + User.Random.Next(10_000_000));
        User.Random.NextBytes(hash);
        var kept = await Session.QueryAsync(FileStatements.Create, row => row.GetGuid(0), stop, id, owner, "photo.jpg", "image/jpeg", size, hash, true, now);
        User.Check("files.create: is kept under its id", kept.IsSuccess && kept.Rows is [var one] && one == id);
        var found = await Session.QueryAsync(FileStatements.Get, row => (Size: row.GetInt64(3), Hash: row.GetFieldValue<byte[]>(4)), stop, id);
        User.Check("files.get: has the size and hash that were kept", found.IsSuccess && found.Rows is [var file] && file.Size == size && file.Hash.AsSpan().SequenceEqual(hash));
        var added = await Session.QueryAsync(FileStatements.Attach, row => row.GetBoolean(6), stop, article, owner, id, new NpgsqlParameter { Value = now, NpgsqlDbType = NpgsqlDbType.TimestampTz });
        User.Check("attachments.add: is attached once", added is { IsSuccess: true, Rows: [true] });
        User.Check("attachments.list: has it", (await AttachedAsync(article, owner, stop)).Contains(id));
        var deleted = await Session.QueryAsync(FileStatements.Delete, row => row.GetGuid(0), stop, id, owner);
        User.Check("files.delete: was there", deleted.IsSuccess && deleted.Rows.Count == 1);
        User.Check("attachments.list: a deleted file is gone", !(await AttachedAsync(article, owner, stop)).Contains(id));
    }

    private async ValueTask<List<Guid>> AttachedAsync(long article, long owner, CancellationToken stop)
    {
        var list = await Session.QueryAsync(FileStatements.Attachments, row => row.IsDBNull(0) ? Guid.Empty : row.GetGuid(0), stop, article, owner);
        User.Check("attachments.list: the article is known", list.IsSuccess && list.Rows.Count > 0);
        return [.. list.Rows];
    }
}
