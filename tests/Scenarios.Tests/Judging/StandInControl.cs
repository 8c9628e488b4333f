using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace UpCoach.Scenarios.Tests.Judging;

/// <summary>Speaks as the lab's control does, for whatever a test can start and kill.</summary>
internal sealed class StandInControl : IAsyncDisposable
{
    private readonly WebApplication _app;

    private StandInControl(WebApplication app) => _app = app;

    /// <summary>Gets what a runner's environment says of it.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string> { ["LAB_CONTROL_URL"] = _app.Urls.Single(), ["LAB_CONTROL_TOKEN"] = "token" };

    /// <summary>Starts it.</summary>
    /// <param name="command">Given a resource and <c>start</c>, <c>stop</c> or <c>kill</c>: does it and gives the connection string.</param>
    public static async Task<StandInControl> StartAsync(Func<string, string, Task<string?>> command)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapPost("/resources/{name}/{verb}", async (string name, string verb) => Results.Text(
            JsonSerializer.Serialize(new { name, state = verb == "start" ? "Running" : "Exited", connectionString = await command(name, verb), url = (string?)null, processId = (int?)null }),
            "application/json", statusCode: (int)HttpStatusCode.OK));
        await app.StartAsync();
        return new StandInControl(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
