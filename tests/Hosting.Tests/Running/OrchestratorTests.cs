using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Time.Testing;
using UpCoach.Hosting.ApplicationModel;
using UpCoach.Hosting.Tests.Model;

namespace UpCoach.Hosting.Tests.Running;

/// <summary>The orchestrator with real small processes.</summary>
public sealed class OrchestratorTests
{
    private const string Forever = "exec sleep 1000";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_Waits_HoldBackUntilHealthyAndReady()
    {
        var builder = Drawing.New();
        List<string> order = [];
        var asked = 0;
        builder.Services.AddHealthChecks().AddCheck("slow", () => ++asked > 3 ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy());
        var server = Shell(builder, "server", Forever).WithHealthCheck("slow")
            .OnResourceReady((_, _, _) => AddAsync(order, "server ready"));
        Shell(builder, "client", Forever).WaitFor(server)
            .OnBeforeResourceStarted((_, _, _) => AddAsync(order, "client starts"));
        await using var app = builder.Build();
        await app.StartAsync(Stop);
        await app.StopAsync(Stop);
        Assert.Equal(["server ready", "client starts"], order);
        Assert.True(asked > 3);
    }

    [Fact]
    public async Task Start_Environment_IsResolved()
    {
        var builder = Drawing.New();
        var web = Shell(builder, "web", Forever).WithHttpEndpoint(env: "PORT");
        var secret = builder.AddParameter("secret", new GenerateParameterDefault(), secret: true);
        Shell(builder, "tool", "echo $services__web__http__0 $SECRET").WithReference(web).WithEnvironment("SECRET", secret);
        await using var app = builder.Build();
        await app.StartAsync(Stop);
        await app.ResourceNotifications.WaitForResourceAsync("tool", KnownResourceStates.Finished, Stop);
        var line = Assert.Single(await LinesAsync(app, "tool"));
        Assert.Equal($"{web.GetEndpoint("http").Url} {await secret.Resource.GetValueAsync(Stop)}", line.Content);
        await app.StopAsync(Stop);
    }

    [Fact]
    public async Task Resource_Dies_IsSeenWithItsExitCodeAndLines()
    {
        var builder = Drawing.New();
        var stopped = new TaskCompletionSource<int?>();
        Shell(builder, "doomed", "echo going >&2; exit 7").OnResourceStopped((_, ended, _) =>
        {
            stopped.SetResult(ended.ResourceEvent.Snapshot.ExitCode);
            return Task.CompletedTask;
        });
        await using var app = builder.Build();
        await app.StartAsync(Stop);
        Assert.Equal(7, await stopped.Task.WaitAsync(Stop));
        var line = Assert.Single(await LinesAsync(app, "doomed"));
        Assert.Equal(("going", true), (line.Content, line.IsErrorMessage));
        await app.StopAsync(Stop);
    }

    [Fact]
    public async Task Dependency_CannotStart_FailsThoseThatWait()
    {
        var builder = Drawing.New();
        var missing = builder.AddExecutable("missing", "/nowhere/program", ".");
        Shell(builder, "client", Forever).WaitFor(missing);
        await using var app = builder.Build();
        await app.StartAsync(Stop);
        Assert.Equal(KnownResourceStates.FailedToStart, StateOf(app, "missing"));
        Assert.Equal(KnownResourceStates.FailedToStart, StateOf(app, "client"));
        Assert.Contains(await LinesAsync(app, "client"), line => line.Content.Contains("waits for 'missing'", StringComparison.Ordinal));
        await app.StopAsync(Stop);
    }

    [Fact]
    public async Task Image_Unknown_IsUnavailableAndHoldsNobodyBack()
    {
        var builder = Drawing.New();
        var grafana = builder.AddContainer("grafana", "grafana/grafana", "11.0").WithHttpEndpoint(targetPort: 3000);
        Shell(builder, "client", Forever).WaitFor(grafana);
        await using var app = builder.Build();
        await app.StartAsync(Stop);
        Assert.Equal("Unavailable here", StateOf(app, "grafana"));
        Assert.Equal(KnownResourceStates.Running, StateOf(app, "client"));
        await app.StopAsync(Stop);
    }

    [Fact]
    public async Task Completion_IsWaitedFor()
    {
        var builder = Drawing.New();
        var migration = Shell(builder, "migration", "exit 0");
        Shell(builder, "api", Forever).WaitForCompletion(migration);
        await using var app = builder.Build();
        await app.StartAsync(Stop);
        Assert.Equal(KnownResourceStates.Finished, StateOf(app, "migration"));
        Assert.Equal(KnownResourceStates.Running, StateOf(app, "api"));
        await app.StopAsync(Stop);
    }

    [Fact]
    public async Task ExplicitStart_IsLeftAlone()
    {
        var builder = Drawing.New();
        Shell(builder, "later", Forever).WithExplicitStart();
        await using var app = builder.Build();
        await app.StartAsync(Stop);
        Assert.Equal(KnownResourceStates.NotStarted, StateOf(app, "later"));
        await app.StopAsync(Stop);
    }

    [Fact]
    public async Task Stop_GoesBackwards()
    {
        var builder = Drawing.New();
        // A clock that stands still: a layer is left behind when it has ended, and never because it was slow.
        builder.Services.AddSingleton<TimeProvider>(new FakeTimeProvider());
        List<string> order = [];
        var first = Shell(builder, "first", Forever).OnResourceStopped((_, _, _) => AddAsync(order, "first"));
        Shell(builder, "second", Forever).WaitFor(first).OnResourceStopped((_, _, _) => AddAsync(order, "second"));
        await using var app = builder.Build();
        await app.StartAsync(Stop);
        await app.StopAsync(Stop);
        Assert.Equal(["second", "first"], order);
    }

    [Fact]
    public async Task Stop_WhileStarting_EndsEverything()
    {
        var builder = Drawing.New();
        builder.Services.AddHealthChecks().AddCheck("never", () => HealthCheckResult.Unhealthy());
        Shell(builder, "server", Forever).WithHealthCheck("never");
        await using var app = builder.Build();
        using var cancellation = new CancellationTokenSource();
        var starting = app.StartAsync(cancellation.Token);
        await app.ResourceNotifications.WaitForResourceAsync("server", KnownResourceStates.Running, Stop);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => starting);
        await app.StopAsync(Stop);
        Assert.Equal(KnownResourceStates.Finished, StateOf(app, "server"));
    }

    [Fact]
    public async Task Parameter_Missing_IsToldByItsState()
    {
        var builder = Drawing.New();
        builder.AddParameter("region");
        await using var app = builder.Build();
        await app.StartAsync(Stop);
        Assert.Equal(KnownResourceStates.FailedToStart, StateOf(app, "region"));
        await app.StopAsync(Stop);
    }

    private static IResourceBuilder<ExecutableResource> Shell(IDistributedApplicationBuilder builder, string name, string script) =>
        builder.AddExecutable(name, "sh", ".", "-c", script);

    private static string? StateOf(DistributedApplication app, string name) =>
        app.ResourceNotifications.TryGetCurrentState(name, out var known) ? known.Snapshot.State?.Text : null;

    private static async Task<IReadOnlyList<LogLine>> LinesAsync(DistributedApplication app, string name)
    {
        await foreach (var lines in app.Services.GetRequiredService<ResourceLoggerService>().GetAllAsync(name))
        {
            return lines;
        }

        return [];
    }

    private static Task AddAsync(List<string> order, string what)
    {
        lock (order)
        {
            order.Add(what);
        }

        return Task.CompletedTask;
    }
}
