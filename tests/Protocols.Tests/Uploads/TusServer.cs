using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace UpCoach.Protocols.Tests.Uploads;

/// <summary>A tus 1.0 server with creation, creation-with-upload, checksum and termination, as faithful as the tests need, in memory.</summary>
internal sealed class TusServer
{
    private const string OffsetType = "application/offset+octet-stream";

    private int _damage;

    public ConcurrentDictionary<string, TusFile> Files { get; } = new();

    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>Damages the next so many checksummed requests on arrival.</summary>
    public void DamageNext(int requests) => _damage = requests;

    public async Task HandleAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        Requests.Enqueue(request.Method);
        response.Headers["Tus-Resumable"] = "1.0.0";
        if (request.Headers["Tus-Resumable"] != "1.0.0")
        {
            response.StatusCode = 412;
            return;
        }

        var id = request.Path.Value!["/files".Length..].TrimStart('/');
        if (request.Method == "POST" && id.Length == 0)
        {
            await CreateAsync(context);
            return;
        }

        if (!Files.TryGetValue(id, out var file))
        {
            response.StatusCode = 404;
            return;
        }

        // A request that was cut off may still be writing what came of it (423: the upload is locked).
        if (!file.TryLock())
        {
            response.StatusCode = 423;
            return;
        }

        try
        {
            await HandleAsync(context, id, file);
        }
        finally
        {
            file.Unlock();
        }
    }

    private async Task HandleAsync(HttpContext context, string id, TusFile file)
    {
        var (request, response) = (context.Request, context.Response);
        switch (request.Method)
        {
            case "HEAD":
                response.Headers["Upload-Offset"] = Text(file.Bytes.Length);
                response.Headers["Upload-Length"] = Text(file.Length);
                response.Headers.CacheControl = "no-store";
                break;
            case "PATCH" when request.ContentType != OffsetType:
                response.StatusCode = 415;
                break;
            case "PATCH" when request.Headers["Upload-Offset"] != Text(file.Bytes.Length):
                response.StatusCode = 409;
                break;
            case "PATCH":
                response.StatusCode = await AppendAsync(context, file) ? 204 : 460;
                response.Headers["Upload-Offset"] = Text(file.Bytes.Length);
                break;
            case "DELETE":
                response.StatusCode = Files.TryRemove(id, out _) ? 204 : 404;
                break;
            default:
                response.StatusCode = 405;
                break;
        }
    }

    private async Task CreateAsync(HttpContext context)
    {
        var length = long.Parse(context.Request.Headers["Upload-Length"]!, CultureInfo.InvariantCulture);
        var id = Guid.NewGuid().ToString("N");
        var file = new TusFile(length, Metadata(context.Request.Headers["Upload-Metadata"].ToString()));
        Files[id] = file;
        var isWhole = context.Request.ContentType != OffsetType || await AppendAsync(context, file);
        context.Response.StatusCode = isWhole ? 201 : 460;
        context.Response.Headers.Location = $"/files/{id}";
        if (context.Request.ContentType == OffsetType) context.Response.Headers["Upload-Offset"] = Text(file.Bytes.Length);
    }

    private async Task<bool> AppendAsync(HttpContext context, TusFile file)
    {
        using var stretch = new MemoryStream();
        var buffer = new byte[16 * 1024];
        try
        {
            for (int read; (read = await context.Request.Body.ReadAsync(buffer, context.RequestAborted)) > 0;) stretch.Write(buffer, 0, read);
        }
        catch (Exception error) when (error is IOException or BadHttpRequestException or OperationCanceledException)
        {
            // What came before the cut stays, unless it has to be checked as a whole.
            if (context.Request.Headers["Upload-Checksum"].Count == 0) file.Append(stretch.ToArray());
            throw;
        }

        var bytes = stretch.ToArray();
        if (context.Request.Headers["Upload-Checksum"].ToString() is { Length: > 0 } checksum)
        {
            if (_damage > 0)
            {
                _damage--;
                bytes[0] ^= 1;
            }

            var parts = checksum.Split(' ');
            using var hash = IncrementalHash.CreateHash(new HashAlgorithmName(parts[0].ToUpperInvariant()));
            hash.AppendData(bytes);
            if (Convert.ToBase64String(hash.GetHashAndReset()) != parts[1]) return false;
        }

        file.Append(bytes);
        return true;
    }

    private static Dictionary<string, string> Metadata(string header) => header.Split(',', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split(' ')).ToDictionary(pair => pair[0], pair => Encoding.UTF8.GetString(Convert.FromBase64String(pair[1])));

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
