using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace UpCoach.Scenarios.Tests.Cdn;

/// <summary>A node that holds whatever it was asked for before. What is wrong with it, a test says.</summary>
internal sealed class StandInEdge(string name, int port, StandInNetwork network) : IAsyncDisposable
{
    private const int OriginalBytes = 10_000;
    private const int Assets = 4;
    private static readonly TimeSpan Tardiness = TimeSpan.FromMilliseconds(700);

    private readonly ConcurrentDictionary<string, int> _held = new(StringComparer.Ordinal);
    private WebApplication? _app;

    public string Name => name;

    public Uri Address { get; } = new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));

    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(Address.ToString());
        _app = builder.Build();
        _app.Run(AnswerAsync);
        await _app.StartAsync();
    }

    public async Task KillAsync()
    {
        if (_app is not { } app) return;
        _app = null;
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await app.StopAsync(now.Token);
        await app.DisposeAsync();
    }

    public async ValueTask DisposeAsync() => await KillAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var fault = network.Fault;
        var path = context.Request.Path.Value!;
        if (path.StartsWith("/cdn/regions/", StringComparison.Ordinal)) await context.Response.WriteAsync(network.Nearest(path.Split('/')[^1]));
        else if (path == "/cdn/purge") await PurgeAsync(context);
        else if (fault == Fault.Down && network.IsFirst(this) is false) context.Response.StatusCode = 503;
        else await ContentAsync(context, path, fault);
    }

    private async Task ContentAsync(HttpContext context, string path, Fault fault)
    {
        if (fault == Fault.Slow) await Task.Delay(TimeSpan.FromMilliseconds(250), TimeProvider.System);
        network.BeTardy(Tardiness);
        var accept = context.Request.Headers.Accept.ToString();
        var format = !path.StartsWith("/media/", StringComparison.Ordinal) ? null : accept.Contains("avif", StringComparison.Ordinal) ? "avif" : accept.Contains("webp", StringComparison.Ordinal) ? "webp" : "jpeg";
        var key = path + context.Request.QueryString + format;
        var isHit = fault != Fault.Forgetful && !_held.TryAdd(key, 0);

        if (!isHit && fault == Fault.Stubborn && network.HasLostAnOrigin)
        {
            context.Response.StatusCode = (int)HttpStatusCode.BadGateway;
            return;
        }

        // A purge that is not obeyed at once leaves some more hits.
        if (isHit && _held[key] < 0 && _held.AddOrUpdate(key, 0, (_, left) => left + 1) == 0) _held.TryRemove(key, out _);
        context.Response.Headers["Cache-Status"] = isHit ? $"{name}; hit; ttl=60" : $"{name}; fwd=uri-miss; fwd-status=200; stored";
        if (format is not null) context.Response.ContentType = $"image/{format}";
        var body = format is not null ? new string('i', format == "jpeg" || fault == Fault.Heavy ? OriginalBytes : OriginalBytes / 5)
            : path == "/app" ? string.Concat(Enumerable.Range(1, Assets).Select(n => FormattableString.Invariant($"<script src=\"/assets/1/{n}.js\">")))
            : new string('a', 500);
        await context.Response.WriteAsync(body);
    }

    private async Task PurgeAsync(HttpContext context)
    {
        network.BeTardy(Tardiness);
        using var reader = new StreamReader(context.Request.Body);
        var path = (await reader.ReadToEndAsync()).Split('"')[3];
        if (context.Request.Headers.Authorization != "Bearer secret") context.Response.StatusCode = (int)HttpStatusCode.Unauthorized;
        else if (network.Fault == Fault.Reluctant) _held[path] = -3;
        else _held.TryRemove(path, out _);
    }
}
