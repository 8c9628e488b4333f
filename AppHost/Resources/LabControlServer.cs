using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace UpCoach.AppHost.Resources;

/// <summary>Offers the commands on a free port of the loopback to who knows the token.</summary>
/// <remarks>
/// <code>
/// GET  /resources/{name}                     how it is
/// POST /resources/{name}/start|stop|kill     does it, and says how it is then
/// 200 LabControlAnswer | 401 no token | 404 no such resource or command | 409 it can't be done: problem details with the reason
/// </code>
/// </remarks>
internal sealed class LabControlServer(LabControlAddress address, ParameterResource token, LabControlCommands commands) : IHostedLifecycleService
{
    private WebApplication? _server;

    /// <inheritdoc/>
    /// <remarks>Before any resource starts: those that are told the address are among them.</remarks>
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore();
        _server = builder.Build();
        var expected = Encoding.UTF8.GetBytes($"Bearer {await token.GetValueAsync(cancellationToken).ConfigureAwait(false)}");
        _server.Use((context, next) => IsAllowed(context.Request, expected) ? next(context) : RefuseAsync(context, StatusCodes.Status401Unauthorized, "the token is missing or wrong"));
        _server.MapGet("/resources/{name}", context => AnswerAsync(context, commands.DescribeAsync));
        _server.MapPost("/resources/{name}/start", context => AnswerAsync(context, commands.StartAsync));
        _server.MapPost("/resources/{name}/stop", context => AnswerAsync(context, commands.StopAsync));
        _server.MapPost("/resources/{name}/kill", context => AnswerAsync(context, commands.KillAsync));
        await _server.StartAsync(cancellationToken).ConfigureAwait(false);
        address.Url = _server.Urls.Single();
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    /// <remarks>Before any resource stops: nothing may be started from now on.</remarks>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _server, null) is { } server)
        {
            // Whoever waits for an answer is told by the end of the connection.
            using var now = new CancellationTokenSource();
            await now.CancelAsync().ConfigureAwait(false);
            await server.StopAsync(now.Token).ConfigureAwait(false);
            await server.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static bool IsAllowed(HttpRequest request, byte[] expected) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(request.Headers.Authorization.ToString()), expected);

    private static Task RefuseAsync(HttpContext context, int status, string detail) =>
        TypedResults.Problem(detail, statusCode: status).ExecuteAsync(context);

    private async Task AnswerAsync(HttpContext context, Func<IResource, CancellationToken, Task<LabControlAnswer>> command)
    {
        var name = (string)context.Request.RouteValues["name"]!;
        if (commands.Find(name) is not { } resource)
        {
            await RefuseAsync(context, StatusCodes.Status404NotFound, $"the lab has no resource '{name}'").ConfigureAwait(false);
            return;
        }

        try
        {
            var answer = await command(resource, context.RequestAborted).ConfigureAwait(false);
            await TypedResults.Ok(answer).ExecuteAsync(context).ConfigureAwait(false);
        }
        catch (LabControlException refusal)
        {
            await RefuseAsync(context, StatusCodes.Status409Conflict, refusal.Message).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for the answer any more.
        }
    }
}
