using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.Net.WebSockets;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using UpCoach.Testing;

namespace UpCoach.CdnEdge.Tests;

/// <summary>An origin on a real Kestrel, which can be killed and brought back on the same port.</summary>
internal sealed class OriginServer : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _seen = new();
    private WebApplication? _app;

    private OriginServer(string name) => Name = name;

    public string Name { get; }

    // Its own port, which it finds free again when it comes back.
    public Uri Address { get; } = new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePorts.Take(1)[0]}"));

    /// <summary>Method and path of each request that arrived, probes apart.</summary>
    public IReadOnlyCollection<string> Seen => _seen;

    /// <summary>Headers of the latest request to <c>/headers</c>.</summary>
    public IReadOnlyDictionary<string, string> LastHeaders { get; private set; } = new Dictionary<string, string>();

    /// <summary>Set to make the origin cut the connection of each request instead of answering.</summary>
    public bool IsCuttingConnections { get; set; }

    /// <summary>Answers requests to <c>/any/…</c> and <c>/media/…</c>.</summary>
    public RequestDelegate Answer { get; set; } = context => context.Response.WriteAsync(context.Request.Path);

    public static async Task<OriginServer> StartAsync(string name)
    {
        var origin = new OriginServer(name);
        await origin.ReturnAsync();
        return origin;
    }

    public async Task ReturnAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(Address.ToString());
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null);
        _app = builder.Build();
        _app.UseWebSockets();
        _app.Use(RecordAsync);
        _app.MapGet("/alive", () => "alive");
        _app.MapMethods("/who", ["GET", "HEAD", "POST"], () => Name);
        _app.MapGet("/headers", Headers);
        _app.MapPost("/digest", async (Stream body, CancellationToken stop) => Convert.ToHexString(await SHA256.HashDataAsync(body, stop)));
        _app.MapGet("/large/{seed:int}", (int seed) => Results.Bytes(Body.Of40Megabytes(seed)));
        _app.MapGet("/status/{code:int}", (int code) => Results.StatusCode(code));
        _app.MapGet("/socket", SocketAsync);
        _app.Map("/any/{**rest}", context => Answer(context));
        _app.Map("/media/{**rest}", context => Answer(context));
        await _app.StartAsync();
    }

    public async Task KillAsync()
    {
        if (_app is null) return;
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
        _app = null;
    }

    public async ValueTask DisposeAsync() => await KillAsync();

    private async Task RecordAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Path != "/alive")
        {
            _seen.Enqueue($"{context.Request.Method} {context.Request.Path}");
            if (IsCuttingConnections)
            {
                context.Abort();
                return;
            }
        }

        await next(context);
    }

    private string Headers(HttpContext context)
    {
        LastHeaders = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        context.Response.Headers.CacheControl = "private, no-store";
        context.Response.Headers["X-Served-By"] = Name;
        return Name;
    }

    private static async Task SocketAsync(HttpContext context)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var buffer = ArrayPool<byte>.Shared.Rent(1024);
        var message = await socket.ReceiveAsync(buffer.AsMemory(), context.RequestAborted);
        await socket.SendAsync(buffer.AsMemory(0, message.Count), WebSocketMessageType.Text, endOfMessage: true, context.RequestAborted);
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "done", context.RequestAborted);
        ArrayPool<byte>.Shared.Return(buffer);
    }
}
