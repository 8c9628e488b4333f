using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Microsoft.Win32.SafeHandles;
using UpCoach.MockUpCoach.Auth;
using UpCoach.MockUpCoach.Files.Receiving;

namespace UpCoach.MockUpCoach.Files.Tus;

/// <summary>Adds bytes to uploads, and makes files of those that are complete.</summary>
/// <remarks>
/// The offset in the database is the truth; the file may be longer, after a crash or a chunk that turned out damaged, and what is beyond the offset is overwritten.
/// <code>
/// created --PATCH--> received = n --PATCH--> … --> received = length --hash--> file       (state in the database)
///    |  bytes without a checksum count as soon as they are written, also if the connection breaks; with one, only when it was right
///    \--DELETE, expiry--> gone
/// </code>
/// </remarks>
internal sealed class TusWriter(TusStore uploads, FileStore files, FileFolders folders, IOptions<FilesOptions> options, TimeProvider clock)
{
    // A process that is killed loses at most so much of an upload.
    private const long SaveBytes = 16L << 20;

    public FilesOptions Options => options.Value;

    public DateTimeOffset Expiry => clock.GetUtcNow() + options.Value.UploadLifetime;

    /// <summary>Makes an upload without bytes.</summary>
    public async Task<TusUpload> CreateAsync(CurrentUser user, long? length, string? metadata, bool isPartial, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var upload = new TusUpload(Guid.CreateVersion7(now), length, 0, metadata, isPartial, null, now + options.Value.UploadLifetime, null);
        await uploads.CreateAsync(user, upload, now, stop);
        using var file = File.OpenHandle(folders.Incoming(upload.Id), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, FileOptions.Asynchronous);
        return length == 0 ? await CompleteAsync(user, upload, file, null, stop) : upload;
    }

    /// <summary>Adds a request's bytes at <paramref name="offset"/>.</summary>
    /// <exception cref="TusException">The protocol forbids it.</exception>
    public async Task<TusUpload> AppendAsync(CurrentUser user, Guid id, HttpRequest request, long offset, long? length, CancellationToken stop)
    {
        using var checksum = TusChecksum.Read(request.Headers["Upload-Checksum"]);
        using var file = await TusLock.TakeAsync(folders.Incoming(id), clock, stop);
        var upload = await RequireAsync(user, id, stop);
        if (upload.Parts is not null)
            throw new TusException(StatusCodes.Status403Forbidden, "A final upload is made of its parts, nothing can be added.");
        upload = await RequireOffsetAsync(upload, file is not null, offset, length);
        if (file is null || upload.IsComplete)
            return upload;
        var room = (upload.Length ?? options.Value.MostFileBytes) - offset;
        if (request.ContentLength > room)
            throw new BodyTooLargeException();

        // A whole file in one request is hashed as it comes; of one in pieces, possibly at several replicas, the hash is made at the end.
        using var whole = offset == 0 && checksum is null ? IncrementalHash.CreateHash(HashAlgorithmName.SHA256) : null;
        upload = await ReceiveAsync(upload, request, file, room, whole ?? checksum?.Hash, checksum, stop);
        return upload.IsFull && !upload.IsComplete ? await CompleteAsync(user, upload, file, whole?.GetHashAndReset(), CancellationToken.None) : upload;
    }

    /// <summary>Makes one upload of several complete ones.</summary>
    /// <exception cref="TusException">One of them is unknown, not partial or not complete.</exception>
    public async Task<TusUpload> JoinAsync(CurrentUser user, Guid[] parts, string? metadata, CancellationToken stop)
    {
        var found = (await uploads.FindAllAsync(user, [.. parts.Distinct()], stop)).ToDictionary(part => part.Id);
        if (parts.Any(part => !found.TryGetValue(part, out var known) || !known.IsPartial || !known.IsComplete))
            throw TusException.BadRequest("Upload-Concat names something that is no complete partial upload of yours.");
        var length = parts.Sum(part => found[part].Received);
        if (length > options.Value.MostFileBytes)
            throw new BodyTooLargeException();
        var now = clock.GetUtcNow();
        var upload = new TusUpload(Guid.CreateVersion7(now), length, length, metadata, false, parts, Expiry, null);
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            using var file = File.OpenHandle(folders.Incoming(upload.Id), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, FileOptions.Asynchronous);
            await CopyAsync(parts, file, hash, stop);
            await uploads.CreateAsync(user, upload, now, stop);
            return await CompleteAsync(user, upload, file, hash.GetHashAndReset(), CancellationToken.None);
        }
        catch
        {
            folders.Forget(upload.Id);
            throw;
        }
    }

    /// <summary>Takes an upload away, and the file that it has become.</summary>
    public async Task DeleteAsync(CurrentUser user, Guid id, CancellationToken stop)
    {
        var upload = await RequireAsync(user, id, stop);
        using (await TusLock.TakeAsync(folders.Incoming(id), clock, stop))
        {
            await uploads.DeleteAsync(id, stop);
            folders.Forget(id);
        }

        if (upload is { IsComplete: true, IsPartial: false })
            await files.DeleteAsync(user, id, stop);
    }

    /// <summary>Finds an upload of the caller's.</summary>
    /// <exception cref="TusException">There is none: 404; or it has expired: 410.</exception>
    public async Task<TusUpload> RequireAsync(CurrentUser user, Guid id, CancellationToken stop)
    {
        var upload = await uploads.FindAsync(user, id, stop) ?? throw new TusException(StatusCodes.Status404NotFound, "There is no such upload.");
        return upload.ExpiresAt > clock.GetUtcNow() ? upload : throw new TusException(StatusCodes.Status410Gone, "The upload has expired.");
    }

    private async Task<TusUpload> RequireOffsetAsync(TusUpload upload, bool hasFile, long offset, long? length)
    {
        // Killed between the file's completion and its note: the sender asks again and finds it complete.
        if (!hasFile && !upload.IsComplete && File.Exists(folders.File(upload.Id)))
            upload = await SaveAsync(upload with { Received = upload.Length ?? upload.Received, CompletedAt = clock.GetUtcNow() });
        if (offset != upload.Received)
            throw new TusException(StatusCodes.Status409Conflict, "The offset is not the one that the upload has come to.");
        if (length is null || length == upload.Length)
            return upload;
        if (upload.Length is not null || length < upload.Received)
            throw TusException.BadRequest("Upload-Length can't be changed, nor be less than what is here.");
        return length <= options.Value.MostFileBytes ? await SaveAsync(upload with { Length = length }) : throw new BodyTooLargeException();
    }

    private async Task<TusUpload> ReceiveAsync(
        TusUpload upload, HttpRequest request, SafeFileHandle file, long room, IncrementalHash? hash, TusChecksum? checksum, CancellationToken stop)
    {
        var (offset, good, saved) = (upload.Received, 0L, 0L);
        try
        {
            await BodyReceiver.ReceiveAsync(request.BodyReader, file, offset, room, hash, WrittenAsync, stop);
        }
        catch (BodyTooLargeException)
        {
            // More than was said: none of it is believed.
            throw;
        }
        catch when (checksum is null && good > saved)
        {
            await SaveAsync(upload with { Received = offset + good });
            throw;
        }

        if (checksum is not null && !checksum.IsRight())
            throw new TusException(TusException.ChecksumMismatch, "The bytes are not those that Upload-Checksum tells of.");
        return good == 0 ? upload : await SaveAsync(upload with { Received = offset + good });

        async ValueTask WrittenAsync(long written)
        {
            good = written;
            if (checksum is null && good - saved >= SaveBytes)
            {
                await SaveAsync(upload with { Received = offset + good });
                saved = good;
            }
        }
    }

    private async Task<TusUpload> CompleteAsync(CurrentUser user, TusUpload upload, SafeFileHandle file, byte[]? sha256, CancellationToken stop)
    {
        RandomAccess.SetLength(file, upload.Received);
        if (!upload.IsPartial)
        {
            if (sha256 is null)
            {
                using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
                await BodyReceiver.HashAsync(file, hash, stop);
                sha256 = hash.GetHashAndReset();
            }

            await files.KeepAsync(user, upload.Id, FileDescription.OfMetadata(TusHeaders.Metadata(upload.Metadata)), upload.Received, sha256, stop);
        }

        return await SaveAsync(upload with { CompletedAt = clock.GetUtcNow() });
    }

    private async Task CopyAsync(Guid[] parts, SafeFileHandle target, IncrementalHash hash, CancellationToken stop)
    {
        var buffer = new byte[64 * 1024];
        long end = 0;
        foreach (var part in parts)
        {
            using var source = File.OpenHandle(folders.Incoming(part), FileMode.Open, FileAccess.Read, FileShare.Read, FileOptions.Asynchronous);
            for (long offset = 0; await RandomAccess.ReadAsync(source, buffer, offset, stop) is > 0 and var count; offset += count, end += count)
            {
                await RandomAccess.WriteAsync(target, buffer.AsMemory(0, count), end, stop);
                hash.AppendData(buffer, 0, count);
            }
        }
    }

    // What is here is here, whether its sender still listens or not.
    private async Task<TusUpload> SaveAsync(TusUpload upload) =>
        await uploads.SaveAsync(upload with { ExpiresAt = Expiry }, CancellationToken.None) ?? throw new TusException(StatusCodes.Status404NotFound, "The upload was deleted.");
}
