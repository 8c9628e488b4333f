using System.Globalization;
using Npgsql;
using UpCoach.MockUpCoach.Auth;
using UpCoach.MockUpCoach.Data;

namespace UpCoach.MockUpCoach.Files;

/// <summary>What is known about files.</summary>
internal sealed class FileStore(UpCoachDatabase database, UserWrites writes, FileFolders folders, TimeProvider clock)
{
    public const string Columns = "id, name, media_type, size, sha256, is_public, created_at, owner";

    private const string Insert = $"""
        /* files.create */
        INSERT INTO files (id, owner, name, media_type, size, sha256, is_public, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        ON CONFLICT (id) DO UPDATE SET owner = files.owner RETURNING {Columns}
        """;

    private const string Select = $"/* files.get */ SELECT {Columns} FROM files WHERE id = $1";

    private const string Delete = "/* files.delete */ DELETE FROM files WHERE id = $1 AND owner = $2 RETURNING id";

    /// <summary>Keeps what was received under <paramref name="id"/>: from here on it is a file. Doing it twice does no harm.</summary>
    public async Task<StoredFile> KeepAsync(CurrentUser user, Guid id, FileDescription description, long size, byte[] sha256, CancellationToken stop)
    {
        // First the content, then the row: a row without content would be a broken promise, content without a row is only litter.
        if (File.Exists(folders.Incoming(id)))
            folders.Keep(id);
        var sql = new Sql(Insert).With(id).With(user.Id).With(description.Name).With(description.MediaType).With(size).With(sha256)
            .With(description.IsPublic).With(clock.GetUtcNow().UtcDateTime);
        var write = await database.WriteAsync(sql, Rows.First(Map), stop);
        await writes.PersonalAsync(user.Id, write.CommittedAt);
        return write.Value!.File;
    }

    /// <summary>Finds a file that the caller may read: its own, or a public one. <paramref name="user"/> is null for somebody unknown.</summary>
    public async Task<StoredFile?> FindAsync(CurrentUser? user, Guid id, CancellationToken stop)
    {
        var read = await database.ReadAsync(user?.PersonalFloor ?? WalPosition.Zero, new Sql(Select).With(id), Rows.First(Map), stop);

        // Nobody knows when a stranger's file was written: a replica that does not have it yet has not the last word.
        if (read.Value is null && read.Source == ReadSource.Replica)
            read = await database.ReadAsync(WalPosition.Unknown, new Sql(Select).With(id), Rows.First(Map), stop);
        var found = user is null ? read.Value : user.Note(read);
        return found is not null && (found.Owner == user?.Id || found.File.Visibility == "public") ? found.File : null;
    }

    /// <summary>Deletes a file of the caller's; false if there is none.</summary>
    public async Task<bool> DeleteAsync(CurrentUser user, Guid id, CancellationToken stop)
    {
        var write = await database.WriteAsync(new Sql(Delete).With(id).With(user.Id), Rows.First(row => (object)row.GetGuid(0)), stop);
        if (write.Value is null)
            return false;
        File.Delete(folders.File(id));
        await writes.PersonalAsync(user.Id, write.CommittedAt);
        return true;
    }

    private static OwnedFile Map(NpgsqlDataReader row)
    {
        var id = row.GetGuid(0);
        var url = string.Create(CultureInfo.InvariantCulture, $"{FileEndpoints.Root}/{id}/content");
        return new OwnedFile(row.GetInt64(7), new StoredFile(
            id, row.GetString(1), row.GetString(2), row.GetInt64(3), Convert.ToHexStringLower(row.GetFieldValue<byte[]>(4)),
            row.GetBoolean(5) ? "public" : "private", row.GetFieldValue<DateTimeOffset>(6), url));
    }

    private sealed record OwnedFile(long Owner, StoredFile File);
}
