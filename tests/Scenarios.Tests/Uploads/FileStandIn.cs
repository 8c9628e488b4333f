using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using UpCoach.Scenarios.Tests.Judging;

namespace UpCoach.Scenarios.Tests.Uploads;

/// <summary>The shortest right answers to uploads and images on a real Kestrel, and wrong or late ones where a test asks for them.</summary>
internal sealed class FileStandIn : IAsyncDisposable
{
    private const string Tus = "/api/v1/uploads";
    private const int SmallCrowd = 20;
    private readonly WebApplication _app;
    private readonly StepClock _clock;
    private readonly ConcurrentDictionary<string, byte[]> _files = new();
    private readonly ConcurrentDictionary<string, (long Length, MemoryStream Bytes)> _uploads = new();
    private readonly ConcurrentDictionary<string, byte[]> _images = new();
    private readonly ConcurrentDictionary<string, bool> _cached = new();
    private readonly SemaphoreSlim _turn = new(1);
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _writers = new();
    private int _busy;
    private int _count;

    private FileStandIn(WebApplication app, FileFault fault, StepClock clock) => (_app, Fault, _clock) = (app, fault, clock);

    public FileFault Fault { get; }

    public Uri Address => new(_app.Urls.Single());

    /// <summary>Gets how many files are kept.</summary>
    public int Kept => _files.Count;

    public static async Task<FileStandIn> StartAsync(FileFault fault, StepClock clock)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var server = new FileStandIn(app, fault, clock);
        app.Run(server.AnswerAsync);
        await app.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _turn.Dispose();
    }

    private Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        return path switch
        {
            _ when path.EndsWith("/authorize", StringComparison.Ordinal) => Redirect(context),
            "/oauth/token" => Text(context, 200, """{"access_token":"a.b.c","token_type":"Bearer","expires_in":900,"refresh_token":"r"}"""),
            "/api/v1/files" => ReceiveAsync(context),
            _ when path.StartsWith("/api/v1/files/", StringComparison.Ordinal) => FileAsync(context, path.Split('/')[4]),
            _ when path.StartsWith(Tus, StringComparison.Ordinal) => TusAsync(context, path),
            "/api/v1/images" => ImageAsync(context),
            _ when path.StartsWith("/api/v1/images/", StringComparison.Ordinal) => Text(context, 200, Status(path.Split('/')[4])),
            _ when path.StartsWith("/media/", StringComparison.Ordinal) => MediaAsync(context, path),
            _ => Text(context, 404, ""),
        };
    }

    private static Task Redirect(HttpContext context)
    {
        context.Response.Headers.Location = $"upcoach://callback?code=c&state={context.Request.Query["state"]}&iss=here";
        return Text(context, 302, "");
    }

    private async Task ReceiveAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var bytes = context.Request.HasFormContentType ? FilePart(body.ToArray()) : body.ToArray();
        if (bytes.Length > 5000 && !await HandleAsync(bytes.Length, context.RequestAborted))
        {
            await Text(context, 500, "");
            return;
        }

        var id = Keep(bytes);
        await Text(context, 201, $$"""{"id":"{{id}}","size":{{bytes.Length}},"sha256":"{{Convert.ToHexStringLower(SHA256.HashData(bytes))}}"}""");
    }

    // Gives whether the file is taken.
    private async Task<bool> HandleAsync(int bytes, CancellationToken stop)
    {
        switch (Fault)
        {
            case FileFault.LosesUploads:
                return Interlocked.Increment(ref _count) % 3 != 0;
            case FileFault.IsSlow:
                _clock.Skip(TimeSpan.FromSeconds(bytes > 5_000_000 ? 6 : 3));
                return true;
            case FileFault.ChokesInACrowd:
                await ChokeAsync(stop);
                return true;
            case FileFault.RefusesACrowd:
                if (Interlocked.Increment(ref _busy) is var busy && busy <= SmallCrowd) await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, stop);
                Interlocked.Decrement(ref _busy);
                return busy <= SmallCrowd;
            default:
                return true;
        }
    }

    // One at a time, and the longer the more there are: the work of all takes the square of their number.
    private async Task ChokeAsync(CancellationToken stop)
    {
        var crowd = Interlocked.Increment(ref _busy);
        await _turn.WaitAsync(stop);
        try
        {
            await Task.Delay(TimeSpan.FromMilliseconds(2 * crowd), TimeProvider.System, stop);
        }
        finally
        {
            Interlocked.Decrement(ref _busy);
            _turn.Release();
        }
    }

    private async Task FileAsync(HttpContext context, string id)
    {
        if (context.Request.Method == "DELETE")
        {
            await Text(context, _files.TryRemove(id, out _) ? 204 : 404, "");
            return;
        }

        var range = context.Request.Headers.Range.ToString()["bytes=".Length..].Split('-').Select(int.Parse).ToArray();
        var piece = _files[id].AsSpan()[range[0]..(range[1] + 1)].ToArray();
        if (Fault == FileFault.DamagesFiles && _files[id].Length > 5000) piece[^1] ^= 1;
        context.Response.StatusCode = 206;
        await context.Response.Body.WriteAsync(piece);
    }

    private async Task TusAsync(HttpContext context, string path)
    {
        var id = path.Length > Tus.Length ? path.Split('/')[4] : Guid.NewGuid().ToString();
        // One request an upload at a time: who asks how far it is must not be told before a broken one has been read to its end.
        var writer = _writers.GetOrAdd(id, _ => new SemaphoreSlim(1));
        await writer.WaitAsync();
        try
        {
            await TusInTurnAsync(context, id);
        }
        finally
        {
            writer.Release();
        }
    }

    private async Task TusInTurnAsync(HttpContext context, string id)
    {
        var (request, response) = (context.Request, context.Response);
        switch (request.Method)
        {
            case "POST":
                _uploads[id] = (long.Parse(request.Headers["Upload-Length"]!, CultureInfo.InvariantCulture), new MemoryStream());
                response.Headers.Location = $"{Tus}/{id}";
                response.StatusCode = 201;
                return;
            case "PATCH":
                await PatchAsync(context, id);
                return;
            default:
                // Whoever lost its connection begins again.
                if (Fault == FileFault.ForgetsProgress) _uploads[id].Bytes.SetLength(0);
                response.Headers["Upload-Offset"] = _uploads[id].Bytes.Length.ToString(CultureInfo.InvariantCulture);
                return;
        }
    }

    private async Task PatchAsync(HttpContext context, string id)
    {
        if (Fault == FileFault.IsSlow) _clock.Skip(TimeSpan.FromSeconds(6));
        var (length, kept) = _uploads[id];
        var buffer = new byte[16 * 1024];
        try
        {
            for (int read; (read = await context.Request.Body.ReadAsync(buffer)) > 0;) kept.Write(buffer, 0, read);
        }
        catch (Exception e) when (e is IOException or BadHttpRequestException)
        {
            return; // Cut off: what came is kept.
        }

        if (kept.Length == length) _files[id] = kept.ToArray();
        context.Response.Headers["Upload-Offset"] = kept.Length.ToString(CultureInfo.InvariantCulture);
        context.Response.StatusCode = 204;
    }

    private async Task ImageAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var id = $"i{Interlocked.Increment(ref _count)}";
        _images[id] = body.ToArray();
        await Text(context, 202, Status(id));
    }

    private string Status(string id)
    {
        // PNG says its size in its head; the others are the seed's 640 by 427.
        var bytes = _images[id];
        var (width, height) = bytes[0] == 0x89 ? ((bytes[18] << 8) + bytes[19], (bytes[22] << 8) + bytes[23]) : (640, 427);
        var sizes = new (string Name, int Side)[] { ("small", 160), ("medium", 320), ("large", Fault == FileFault.MakesWrongSizes ? 600 : 640), ("full", 1600) };
        var variants = sizes.Select(size =>
        {
            var scale = Math.Min(1, (double)size.Side / Math.Max(width, height));
            return string.Create(CultureInfo.InvariantCulture,
                $$"""{"name":"{{size.Name}}","width":{{Math.Round(width * scale)}},"height":{{Math.Round(height * scale)}},"jpg":"/media/{{id}}/{{size.Name}}.jpg","webp":"/media/{{id}}/{{size.Name}}.webp","avif":"/media/{{id}}/{{size.Name}}.avif"}""");
        });
        var (queued, processing) = Fault switch { FileFault.QueuesImages => (60_000, 10), FileFault.IsSlowAtImages => (10, 60_000), _ => (10, 10) };
        return Fault == FileFault.RejectsImages
            ? $$"""{"id":"{{id}}","state":"rejected","queuedMs":0,"processingMs":0,"variants":[]}"""
            : $$"""{"id":"{{id}}","state":"ready","queuedMs":{{queued}},"processingMs":{{processing}},"variants":[{{string.Join(',', variants)}}]}""";
    }

    private async Task MediaAsync(HttpContext context, string path)
    {
        var (type, head) = Path.GetExtension(path) switch
        {
            ".jpg" => ("image/jpeg", "\u00ff\u00d8\u00ff"),
            ".webp" => ("image/webp", "RIFF....WEBP"),
            _ => ("image/avif", "....ftypavif"),
        };
        var isSeed = path.Contains("seed-", StringComparison.Ordinal);
        if (!isSeed && Fault == FileFault.MislabelsImages && type == "image/webp") type = "image/png";
        var bytes = Encoding.Latin1.GetBytes(head + new string('.', isSeed ? 900 : Fault == FileFault.BloatsImages ? 900_000 : 100));
        var isHit = !_cached.TryAdd(path, true) && Fault != FileFault.CachesNothing;
        if (isHit && Fault == FileFault.CachesOthersImages) bytes[^1] = (byte)'x';
        if (!isSeed && isHit && Fault == FileFault.DeliversLate) await Task.Delay(TimeSpan.FromMilliseconds(120), TimeProvider.System);
        if (Fault == FileFault.FetchesLate && !isHit && path.EndsWith("full.avif", StringComparison.Ordinal)) await Task.Delay(TimeSpan.FromSeconds(0.6), TimeProvider.System);
        context.Response.Headers["Cache-Status"] = isHit ? "edge; hit; ttl=9" : "edge; fwd=uri-miss; stored";
        context.Response.ContentType = type;
        await context.Response.Body.WriteAsync(bytes);
    }

    private string Keep(byte[] bytes)
    {
        var id = Guid.NewGuid().ToString();
        _files[id] = bytes;
        return id;
    }

    // The one part of a form: between the empty line and the boundary.
    private static byte[] FilePart(byte[] form)
    {
        var begin = form.AsSpan().IndexOf("\r\n\r\n"u8) + 4;
        var end = form.AsSpan().LastIndexOf("\r\n--"u8);
        return form[begin..end];
    }

    private static async Task Text(HttpContext context, int status, string text)
    {
        context.Response.StatusCode = status;
        if (text.Length > 0) await context.Response.WriteAsync(text);
    }
}
