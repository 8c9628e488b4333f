using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace UpCoach.Runner.Tests.Steps;

/// <summary>A foreign system on a real Kestrel: a sign-in with a token, and orders that need it. Remembers who ordered what.</summary>
public sealed class ShopSystem : IAsyncLifetime
{
    private WebApplication? _app;

    public Uri Address { get; private set; } = new("http://127.0.0.1");

    public ConcurrentQueue<string> Orders { get; } = [];

    /// <summary>When set, the sign-in answers without a token.</summary>
    public bool ForgetsTokens { get; set; }

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Urls.Add("http://127.0.0.1:0");
        _app.MapGet("/", () => "shop");
        _app.MapPost("/login", async (HttpContext call) =>
        {
            var form = await call.Request.ReadFormAsync();
            var token = $"t-{form["user"]}-{form["password"]}";
            await call.Response.WriteAsJsonAsync(ForgetsTokens ? (object)new { } : new { ok = true, access = new[] { new { token } } });
        });
        _app.MapPost("/orders/{user}", async (HttpContext call, string user) =>
        {
            var body = await new StreamReader(call.Request.Body).ReadToEndAsync();
            Orders.Enqueue($"{user}|{call.Request.Query["note"]}|{call.Request.Headers.Authorization}|{body}");
            call.Response.StatusCode = 201;
            call.Response.Headers.Location = "/orders/77/lines";
            await call.Response.WriteAsJsonAsync(new { id = 77 });
        });
        _app.MapGet("/orders/{id:int}/lines", (int id) => Results.Json(new { order = id, lines = new[] { "a", "b" } }));
        await _app.StartAsync();
        Address = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    public async ValueTask DisposeAsync()
    {
        await _app!.StopAsync();
        await _app.DisposeAsync();
    }
}
