using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using UpCoach.Hosting.ApplicationModel;
using UpCoach.Hosting.Tests.Model;
using UpCoach.Testing;

namespace UpCoach.Hosting.Tests.Running;

/// <summary>The known commands and those of the drawing, on real small processes.</summary>
public sealed class CommandTests
{
    private const string Forever = "echo $$; exec sleep 1000";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ExplicitStart_Start_RunsAndEndsWithTheHost()
    {
        await using var app = await StartAsync(builder => Shell(builder, "later", Forever).WithExplicitStart());
        Assert.True((await app.ResourceCommands.ExecuteCommandAsync("later", KnownResourceCommands.StartCommand, Stop)).Success);
        Assert.Equal(KnownResourceStates.Running, Of(app, "later").State?.Text);
        var id = ProcessIdOf(app, "later");
        Assert.False(Process.GetProcessById(id).HasExited);
        await app.StopAsync(Stop);
        Assert.Throws<ArgumentException>(() => Process.GetProcessById(id));
    }

    [Fact]
    public async Task Start_Unhealthy_ReturnsWhenHealthy()
    {
        var asked = 0;
        await using var app = await StartAsync(builder =>
        {
            builder.Services.AddHealthChecks().AddCheck("slow", () => ++asked > 3 ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy());
            return Shell(builder, "server", Forever).WithHealthCheck("slow").WithExplicitStart();
        });
        Assert.True((await app.ResourceCommands.ExecuteCommandAsync("server", KnownResourceCommands.StartCommand, Stop)).Success);
        Assert.True(asked > 3);
        Assert.Equal(HealthStatus.Healthy, Of(app, "server").HealthStatus);
        await app.StopAsync(Stop);
    }

    [Fact]
    public async Task Start_Running_IsDoneAlready()
    {
        await using var app = await StartAsync(builder => Shell(builder, "server", Forever));
        var id = ProcessIdOf(app, "server");
        Assert.True((await app.ResourceCommands.ExecuteCommandAsync("server", KnownResourceCommands.StartCommand, Stop)).Success);
        Assert.Equal(id, ProcessIdOf(app, "server"));
        await app.StopAsync(Stop);
    }

    [Fact]
    public async Task StopAndStart_ForgetTheRunBeforeAndKeepItsLines()
    {
        var ready = 0;
        await using var app = await StartAsync(builder => Shell(builder, "server", Forever).OnResourceReady((_, _, _) =>
        {
            ready++;
            return Task.CompletedTask;
        }));
        var first = ProcessIdOf(app, "server");
        // Who is stopped before the first line never writes it.
        await Eventually.TrueAsync(async () => (await LinesAsync(app, "server")).Length == 1, "the first run's line is there", Stop);
        Assert.True((await app.ResourceCommands.ExecuteCommandAsync("server", KnownResourceCommands.StopCommand, Stop)).Success);
        Assert.Equal(KnownResourceStates.Finished, Of(app, "server").State?.Text);
        Assert.Throws<ArgumentException>(() => Process.GetProcessById(first));
        Assert.True((await app.ResourceCommands.ExecuteCommandAsync("server", KnownResourceCommands.StartCommand, Stop)).Success);
        var now = Of(app, "server");
        Assert.Equal((KnownResourceStates.Running, null, null), (now.State?.Text, now.ExitCode, now.StopTimeStamp));
        Assert.NotEqual(first, ProcessIdOf(app, "server"));
        Assert.Equal(2, ready);
        string[] expected = [.. new[] { first, ProcessIdOf(app, "server") }.Select(id => id.ToString(CultureInfo.InvariantCulture))];
        await Eventually.TrueAsync(async () => (await LinesAsync(app, "server")).SequenceEqual(expected), "both runs' lines are kept", Stop);
        await app.StopAsync(Stop);
    }

    [Fact]
    public async Task Kill_EndsAllAndItStartsAgain()
    {
        await using var app = await StartAsync(builder => Shell(builder, "server", "sleep 1000 & exec sleep 1000"));
        using (var process = Process.GetProcessById(ProcessIdOf(app, "server")))
        {
            process.Kill(entireProcessTree: false);
        }

        await app.ResourceNotifications.WaitForResourceAsync("server", KnownResourceStates.Finished, Stop);
        Assert.Equal(137, Of(app, "server").ExitCode);
        Assert.True((await app.ResourceCommands.ExecuteCommandAsync("server", KnownResourceCommands.StartCommand, Stop)).Success);
        await app.StopAsync(Stop);
        Assert.Equal(KnownResourceStates.Finished, Of(app, "server").State?.Text);
    }

    [Fact]
    public async Task Restart_GivesANewProcess()
    {
        await using var app = await StartAsync(builder => Shell(builder, "server", Forever));
        var first = ProcessIdOf(app, "server");
        Assert.True((await app.ResourceCommands.ExecuteCommandAsync("server", KnownResourceCommands.RestartCommand, Stop)).Success);
        Assert.NotEqual(first, ProcessIdOf(app, "server"));
        await app.StopAsync(Stop);
    }

    [Fact]
    public async Task Stop_WhileWaiting_LeavesItNotStarted()
    {
        await using var app = await StartAsync(builder =>
        {
            var never = Shell(builder, "never", Forever).WithExplicitStart();
            return Shell(builder, "client", Forever).WaitFor(never).WithExplicitStart();
        });
        var starting = app.ResourceCommands.ExecuteCommandAsync("client", KnownResourceCommands.StartCommand, Stop);
        await app.ResourceNotifications.WaitForResourceAsync("client", KnownResourceStates.Waiting, Stop);
        Assert.True((await app.ResourceCommands.ExecuteCommandAsync("client", KnownResourceCommands.StopCommand, Stop)).Success);
        Assert.True((await starting).Canceled);
        Assert.Equal(KnownResourceStates.NotStarted, Of(app, "client").State?.Text);
        await app.StopAsync(Stop);
    }

    [Fact]
    public async Task Start_CannotBeStarted_IsAFailureWithTheReason()
    {
        await using var app = await StartAsync(builder => builder.AddExecutable("missing", "/nowhere/program", ".").WithExplicitStart());
        var result = await app.ResourceCommands.ExecuteCommandAsync("missing", KnownResourceCommands.StartCommand, Stop);
        Assert.False(result.Success);
        Assert.Contains("/nowhere/program", result.ErrorMessage, StringComparison.Ordinal);
        await app.StopAsync(Stop);
    }

    [Fact]
    public async Task Command_OfTheDrawing_IsCarriedOut()
    {
        await using var app = await StartAsync(builder => Shell(builder, "server", Forever)
            .WithCommand("greet", "Greet", context => Task.FromResult(CommandResults.Failure($"hello {context.ResourceName}"))));
        Assert.Equal("hello server", (await app.ResourceCommands.ExecuteCommandAsync("server", "greet", Stop)).ErrorMessage);
        Assert.Equal("Command 'sing' not available for resource 'server'.", (await app.ResourceCommands.ExecuteCommandAsync("server", "sing", Stop)).ErrorMessage);
        Assert.Equal("Resource 'nobody' not found.", (await app.ResourceCommands.ExecuteCommandAsync("nobody", "greet", Stop)).ErrorMessage);
        await app.StopAsync(Stop);
    }

    [Fact]
    public async Task Host_Stopped_StartsNothingAnyMore()
    {
        await using var app = await StartAsync(builder => Shell(builder, "later", Forever).WithExplicitStart());
        await app.StopAsync(Stop);
        Assert.False((await app.ResourceCommands.ExecuteCommandAsync("later", KnownResourceCommands.StartCommand, Stop)).Success);
        Assert.Equal(KnownResourceStates.NotStarted, Of(app, "later").State?.Text);
    }

    private static async Task<DistributedApplication> StartAsync<T>(Func<IDistributedApplicationBuilder, IResourceBuilder<T>> draw)
        where T : IResource
    {
        var builder = Drawing.New();
        draw(builder);
        var app = builder.Build();
        await app.StartAsync(Stop);
        return app;
    }

    private static IResourceBuilder<ExecutableResource> Shell(IDistributedApplicationBuilder builder, string name, string script) =>
        builder.AddExecutable(name, "sh", ".", "-c", script);

    private static CustomResourceSnapshot Of(DistributedApplication app, string name) =>
        app.ResourceNotifications.TryGetCurrentState(name, out var known) ? known.Snapshot : throw new InvalidOperationException(name);

    private static int ProcessIdOf(DistributedApplication app, string name) =>
        (int)Of(app, name).Properties.Single(property => property.Name == "executable.pid").Value!;

    private static async Task<string[]> LinesAsync(DistributedApplication app, string name)
    {
        await foreach (var lines in app.Services.GetRequiredService<ResourceLoggerService>().GetAllAsync(name))
        {
            return [.. lines.Select(line => line.Content)];
        }

        return [];
    }
}
