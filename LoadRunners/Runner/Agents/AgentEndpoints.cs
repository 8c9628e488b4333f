using System.Text.Json.Serialization.Metadata;

namespace UpCoach.LoadRunners.Runner.Agents;

/// <summary>The control endpoint of an agent. Every call needs the token; health and metrics do not.</summary>
internal static class AgentEndpoints
{
    public static void Map(WebApplication app, AgentToken token, AgentDesk desk, TimeProvider clock)
    {
        app.Use((call, next) =>
        {
            if (!call.Request.Path.StartsWithSegments(AgentRoutes.Prefix, StringComparison.Ordinal) || token.Accepts(call.Request.Headers.Authorization))
            {
                return next(call);
            }

            call.Response.StatusCode = StatusCodes.Status401Unauthorized;
            call.Response.Headers.WWWAuthenticate = "Bearer";
            return Task.CompletedTask;
        });
        app.MapGet(AgentRoutes.Clock, call =>
            call.Response.WriteAsJsonAsync(new ClockReply(clock.GetUtcNow().UtcTicks, Environment.ProcessorCount), AgentJson.Default.ClockReply));
        app.MapPost(AgentRoutes.Prepare, call => PrepareAsync(call, desk));
        app.MapPost(AgentRoutes.Start, call => StartAsync(call, desk));
        app.MapPost(AgentRoutes.Steer, async call => desk.Steer(await ReadAsync(call, AgentJson.Default.LoadControlState)));
        app.MapPost(AgentRoutes.Stop, call =>
        {
            desk.Stop();
            return Task.CompletedTask;
        });
    }

    private static async Task PrepareAsync(HttpContext call, AgentDesk desk)
    {
        var request = await ReadAsync(call, AgentJson.Default.PrepareRequest);
        var problems = await desk.PrepareAsync(request, call.RequestAborted);
        if (problems.Count > 0)
        {
            await RefuseAsync(call, problems);
        }
    }

    private static async Task StartAsync(HttpContext call, AgentDesk desk)
    {
        var request = await ReadAsync(call, AgentJson.Default.StartRequest);
        var lifetime = call.RequestServices.GetRequiredService<IHostApplicationLifetime>();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(call.RequestAborted, lifetime.ApplicationStopping);
        try
        {
            if (!await desk.StartAsync(request, () => Stream(call), end.Token))
            {
                await RefuseAsync(call, ["nothing is prepared"]);
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            call.Abort(); // An ending without a result must not look like a whole stream.
        }
    }

    private static Stream Stream(HttpContext call)
    {
        call.Response.ContentType = "application/octet-stream";
        return call.Response.Body;
    }

    private static async Task<T> ReadAsync<T>(HttpContext call, JsonTypeInfo<T> type) =>
        await call.Request.ReadFromJsonAsync(type, call.RequestAborted) ?? throw new BadHttpRequestException("The body is null.");

    private static Task RefuseAsync(HttpContext call, IReadOnlyList<string> problems)
    {
        call.Response.StatusCode = StatusCodes.Status409Conflict;
        return call.Response.WriteAsJsonAsync(new ProblemReply(problems), AgentJson.Default.ProblemReply);
    }
}
