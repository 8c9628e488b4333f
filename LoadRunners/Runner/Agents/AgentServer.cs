using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using UpCoach.ServiceDefaults;

namespace UpCoach.LoadRunners.Runner.Agents;

/// <summary>An agent: waits for a coordinator, on the addresses of <c>ASPNETCORE_URLS</c>.</summary>
internal static class AgentServer
{
    /// <summary>What the line begins with that names the agent's address.</summary>
    public const string ListeningPrefix = "agent listening on ";

    /// <summary>Set by a process that wants its agents to die with it: they then watch their standard input, which ends with the parent, even by kill -9.</summary>
    public const string ParentVariable = "RUNNER_ENDS_WITH_STDIN";

    public static async Task RunAsync(RunnerContext context, CancellationToken stop)
    {
        var token = AgentToken.Of(context);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning); // our own line says where it listens
        builder.AddServiceDefaults();
        builder.Services.AddOpenTelemetry().WithMetrics(metrics => metrics.AddMeter(AgentMetrics.MeterName));
        await using var app = builder.Build();
        using var load = new AgentMetrics();
        await using var desk = new AgentDesk(context.Catalog, load, context.Clock);
        AgentEndpoints.Map(app, token, desk, context.Clock);
        app.MapDefaultEndpoints();
        try
        {
            await app.StartAsync(stop);
        }
        catch (IOException problem)
        {
            throw new CommandException($"the agent can't listen: {problem.Message}; free the port or set another with ASPNETCORE_URLS");
        }

        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        await context.Out.WriteLineAsync(ListeningPrefix + string.Join(' ', addresses));
        await context.Out.FlushAsync(CancellationToken.None);
        if (context.Variable(ParentVariable) is not null)
        {
            _ = WatchParentAsync(app);
        }

        await app.WaitForShutdownAsync(stop);
    }

    private static async Task WatchParentAsync(WebApplication app)
    {
        await using var input = Console.OpenStandardInput();
        while (await input.ReadAsync(new byte[64]) > 0)
        {
            // Nothing is said on this line; only its end matters.
        }

        app.Lifetime.StopApplication();
    }
}
