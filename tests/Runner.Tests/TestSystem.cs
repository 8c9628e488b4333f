using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace UpCoach.Runner.Tests;

/// <summary>
/// A real Kestrel server on loopback that counts its connections and what it is asked, but for the warm-up, which asks for "/".
/// Who signs in waits five seconds for nothing.
/// </summary>
public sealed class TestSystem : IAsyncLifetime
{
    private WebApplication? _app;
    private long _requests;
    private int _connections;

    public Uri Address { get; private set; } = new("http://127.0.0.1");

    public long Requests => Interlocked.Read(ref _requests);

    /// <summary>Connections that are open now.</summary>
    public int Connections => Volatile.Read(ref _connections);

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(server => server.Listen(IPAddress.Loopback, 0, endpoint => endpoint.Use(next => connection => CountAsync(next, connection))));
        _app = builder.Build();
        _app.MapGet("/{**path}", (HttpContext call) =>
        {
            if (call.Request.Path != "/") Interlocked.Increment(ref _requests);
            call.Response.StatusCode = call.Request.Path == "/broken" ? 500 : 200;
            return call.Request.Path.StartsWithSegments("/oauth", StringComparison.Ordinal) ? Task.Delay(TimeSpan.FromSeconds(5), TimeProvider.System, call.RequestAborted) : Task.CompletedTask;
        });
        await _app.StartAsync();
        Address = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    public async ValueTask DisposeAsync()
    {
        await _app!.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task CountAsync(ConnectionDelegate next, ConnectionContext connection)
    {
        Interlocked.Increment(ref _connections);
        try
        {
            await next(connection);
        }
        finally
        {
            Interlocked.Decrement(ref _connections);
        }
    }
}
