using System.IO.Pipelines;
using System.Security.Cryptography;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace UpCoach.MockUpCoach.Files.Receiving;

/// <summary>Receives a file that comes in one request: as its body, or as a part of a form.</summary>
internal sealed class FileReceiver(FileFolders folders, TimeProvider clock)
{
    private const int PartBufferBytes = 32 * 1024;
    private const int MostFieldBytes = 16 * 1024;

    /// <summary>Receives a body or the one file of a form.</summary>
    /// <exception cref="InvalidDataException">It is not what it says it is; the message is for the sender.</exception>
    /// <exception cref="BodyTooLargeException">It is larger than <paramref name="most"/>.</exception>
    public async Task<ReceivedBody> ReceiveAsync(HttpRequest request, string? name, bool isPublic, long most, CancellationToken stop)
    {
        if (request.ContentLength > most + MostFieldBytes)
            throw new BodyTooLargeException();
        if (MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
            return await ReceiveFormAsync(request, type, isPublic, most, stop);
        return await ReceiveAsync(request.BodyReader, FileDescription.Of(name, request.ContentType, isPublic), request.Headers["Content-Digest"], most, stop);
    }

    private async Task<ReceivedBody> ReceiveFormAsync(HttpRequest request, MediaTypeHeaderValue type, bool isPublic, long most, CancellationToken stop)
    {
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value;
        if (string.IsNullOrEmpty(boundary) || boundary.Length > 70)
            throw new InvalidDataException("The form has no boundary, or one of more than 70 characters.");
        var form = new MultipartReader(boundary, request.Body, PartBufferBytes);
        ReceivedBody? file = null;
        try
        {
            while (await form.ReadNextSectionAsync(stop) is { } part)
            {
                if (part.GetContentDispositionHeader() is not { } disposition || !disposition.IsFileDisposition())
                {
                    await SkipAsync(part.Body, stop);
                    continue;
                }

                if (file is not null)
                    throw new InvalidDataException("The form has more than one file.");
                var name = HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).Value;
                var digest = part.Headers?.GetValueOrDefault("Content-Digest");
                var pipe = PipeReader.Create(part.Body, new StreamPipeReaderOptions(bufferSize: PartBufferBytes, leaveOpen: true));
                file = await ReceiveAsync(pipe, FileDescription.Of(name, part.ContentType, isPublic), digest, most, stop);
                await pipe.CompleteAsync();
            }

            return file ?? throw new InvalidDataException("The form has no file.");
        }
        catch (Exception e)
        {
            if (file is not null)
                folders.Forget(file.Id);
            if (e is IOException and not BadHttpRequestException && !request.HttpContext.RequestAborted.IsCancellationRequested)
                throw new InvalidDataException("The form is malformed or incomplete.", e);
            throw;
        }
    }

    private async Task<ReceivedBody> ReceiveAsync(PipeReader body, FileDescription description, string? contentDigest, long most, CancellationToken stop)
    {
        var expected = FileDescription.ReadSha256(contentDigest);
        var id = Guid.CreateVersion7(clock.GetUtcNow());
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            long size = 0;
            using (var file = File.OpenHandle(folders.Incoming(id), FileMode.CreateNew, FileAccess.Write, FileShare.None, FileOptions.Asynchronous))
            {
                await BodyReceiver.ReceiveAsync(body, file, 0, most, hash, done =>
                {
                    size = done;
                    return ValueTask.CompletedTask;
                }, stop);
            }

            var digest = hash.GetHashAndReset();
            if (expected is not null && !digest.AsSpan().SequenceEqual(expected))
                throw new InvalidDataException("The content is not the one that Content-Digest tells of.");
            return new ReceivedBody(id, size, digest, description);
        }
        catch
        {
            folders.Forget(id);
            throw;
        }
    }

    private static async Task SkipAsync(Stream field, CancellationToken stop)
    {
        var buffer = new byte[1024];
        for (var read = 0; await field.ReadAsync(buffer, stop) is > 0 and var count;)
        {
            if ((read += count) > MostFieldBytes)
                throw new InvalidDataException("A field of the form is too large.");
        }
    }
}
