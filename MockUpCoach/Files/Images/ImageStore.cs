using System.Text.Json;
using Microsoft.Extensions.Options;
using Npgsql;
using UpCoach.MockUpCoach.Auth;
using UpCoach.MockUpCoach.Data;
using UpCoach.MockUpCoach.Files.Images.Worker;

namespace UpCoach.MockUpCoach.Files.Images;

/// <summary>What is known about images. The table is also the queue: bounded, in order, and it outlives every process.</summary>
internal sealed class ImageStore(UpCoachDatabase database, UserWrites writes, IOptions<FilesOptions> options, TimeProvider clock)
{
    // Counted without a lock: of several that come at once each may pass, so the bound is exceeded by as many at most.
    private const string Insert = """
        /* images.enqueue */
        INSERT INTO images (id, owner, state, progress, created_at)
        SELECT $1, $2, 'queued', 0, $3 WHERE (SELECT count(*) FROM images WHERE state IN ('queued', 'processing')) < $4 RETURNING id
        """;

    private const string CountWaiting = "/* images.waiting */ SELECT count(*) FROM images WHERE state IN ('queued', 'processing')";

    private const string Take = """
        /* images.take */
        UPDATE images SET state = 'processing', started_at = coalesce(started_at, $1), lease_until = $2, attempts = attempts + 1
        WHERE seq = (
            SELECT seq FROM images WHERE state = 'queued' OR (state = 'processing' AND lease_until < $1) ORDER BY seq LIMIT 1 FOR UPDATE SKIP LOCKED)
        RETURNING seq, id, attempts
        """;

    private const string Move = "/* images.progress */ UPDATE images SET progress = $2, lease_until = $3 WHERE seq = $1 RETURNING id";

    private const string Finish = """
        /* images.finish */
        UPDATE images SET state = $2, reason = $3, variants = $4::jsonb, progress = 1, finished_at = $5, lease_until = NULL WHERE seq = $1 RETURNING id
        """;

    private const string Release = "/* images.release */ UPDATE images SET state = 'queued', lease_until = NULL WHERE seq = $1 RETURNING id";

    private const string Select = """
        /* images.get */
        SELECT id, state, reason, progress, created_at, started_at, finished_at, variants::text FROM images WHERE id = $1 AND (owner = $2 OR owner IS NULL)
        """;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    private DateTime LeaseEnd => Now + (2 * options.Value.ImagePatience);

    /// <summary>Adds an image to the queue; false if the queue is full.</summary>
    public async Task<bool> EnqueueAsync(CurrentUser user, string id, CancellationToken stop)
    {
        var write = await database.WriteAsync(
            new Sql(Insert).With(id).With(user.Id).With(Now).With((long)options.Value.MostWaitingImages), Rows.First(row => row.GetString(0)), stop);
        await writes.PersonalAsync(user.Id, write.CommittedAt);
        return write.Value is not null;
    }

    /// <summary>Says whether the queue is full, so that a body need not be received in vain.</summary>
    public async Task<bool> IsFullAsync(CancellationToken stop)
    {
        var read = await database.ReadAsync(WalPosition.Unknown, new Sql(CountWaiting), Rows.All(row => row.GetInt64(0)), stop);
        return read.Value[0] >= options.Value.MostWaitingImages;
    }

    /// <summary>Takes the next image, also one whose worker has not been heard of for too long; null if there is none.</summary>
    public async Task<ImageJob?> TakeAsync(CancellationToken stop) => (await database.WriteAsync(
        new Sql(Take).With(Now).With(LeaseEnd), Rows.First(row => new ImageJob(row.GetInt64(0), row.GetString(1), row.GetInt32(2))), stop)).Value;

    public Task MoveAsync(ImageJob job, double progress, CancellationToken stop) => WriteAsync(new Sql(Move).With(job.Seq).With(progress).With(LeaseEnd), stop);

    public Task FinishAsync(ImageJob job, IReadOnlyList<ImageVariant> variants, CancellationToken stop) => WriteAsync(
        new Sql(Finish).With(job.Seq).With("ready").With((string?)null).With(JsonSerializer.Serialize(variants, WorkerJson.Default.IReadOnlyListImageVariant)).With(Now), stop);

    public Task RejectAsync(ImageJob job, string reason, CancellationToken stop) => WriteAsync(
        new Sql(Finish).With(job.Seq).With("rejected").With(reason).With((string?)null).With(Now), stop);

    /// <summary>Puts an image back, for this replica or another to take.</summary>
    public Task ReleaseAsync(ImageJob job, CancellationToken stop) => WriteAsync(new Sql(Release).With(job.Seq), stop);

    /// <summary>Finds an image of the caller's, or one that belongs to everybody.</summary>
    public async Task<ImageStatus?> FindAsync(CurrentUser user, string id, CancellationToken stop) =>
        user.Note(await database.ReadAsync(WalPosition.Unknown, new Sql(Select).With(id).With(user.Id), Rows.First(Map), stop));

    private async Task WriteAsync(Sql sql, CancellationToken stop) => await database.WriteAsync(sql, Rows.First(row => row.GetString(0)), stop);

    private ImageStatus Map(NpgsqlDataReader row)
    {
        var (id, created) = (row.GetString(0), row.GetFieldValue<DateTime>(4));
        DateTime? started = row.IsDBNull(5) ? null : row.GetFieldValue<DateTime>(5);
        DateTime? finished = row.IsDBNull(6) ? null : row.GetFieldValue<DateTime>(6);
        var variants = row.IsDBNull(7) ? [] : JsonSerializer.Deserialize(row.GetString(7), WorkerJson.Default.IReadOnlyListImageVariant)!;
        return new ImageStatus(
            id, row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2), row.GetDouble(3),
            (long)((started ?? finished ?? Now) - created).TotalMilliseconds, started is null ? null : (long)((finished ?? Now) - started.Value).TotalMilliseconds,
            [.. variants.Select(variant => ImageVariantLinks.Of(id, variant))]);
    }
}
