using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace UpCoach.Runner.Tests;

/// <summary>A real Kestrel server on loopback that counts what it is asked, but for the warm-up, which asks for "/".</summary>
public sealed class TestSystem : IAsyncLifetime
{
    private WebApplication? _app;
    private long _requests;

    public Uri Address { get; private set; } = new("http://127.0.0.1");

    public long Requests => Interlocked.Read(ref _requests);

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Urls.Add("http://127.0.0.1:0");
        _app.MapGet("/{**path}", (HttpContext call) =>
        {
            if (call.Request.Path != "/") Interlocked.Increment(ref _requests);
            call.Response.StatusCode = call.Request.Path == "/broken" ? 500 : 200;
            return Task.CompletedTask;
        });
        await _app.StartAsync();
        Address = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    public async ValueTask DisposeAsync()
    {
        await _app!.StopAsync();
        await _app.DisposeAsync();
    }
}
