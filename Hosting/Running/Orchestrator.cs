using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using UpCoach.Hosting.ApplicationModel;
using UpCoach.Hosting.Eventing;
using UpCoach.Hosting.LocalImages;
using UpCoach.Hosting.Running.Processes;

namespace UpCoach.Hosting.Running;

/// <summary>Model -> processes. Every resource is held back by its own waits, and for a moment by starts that more depends on; the stop goes backwards, a layer at a time.</summary>
internal sealed class Orchestrator(
    DistributedApplicationModel model,
    IEnumerable<IResourceLauncher> launchers,
    ContainerLauncher containers,
    ProgramInstaller installer,
    ProcessGuardian guardian,
    RunFolder folder,
    HealthGate health,
    ResourceNotificationService notifications,
    ResourceLoggerService loggers,
    IDistributedApplicationEventing eventing,
    IConfiguration configuration,
    IServiceProvider services,
    TimeProvider time) : IHostedService, IDisposable
{
    private const string OfflineKey = "offline";

    // A healthy topology ends within 5 s. On a machine that is short of time, what a load test has measured is worth more than the last seconds:
    // only what is left at this point is killed.
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(8);

    // How long those that need others are waited for before these are asked to stop as well: one slow server does not use up everyone's time.
    private static readonly TimeSpan HeadStart = TimeSpan.FromSeconds(1.5);

    // Most of the work of a .NET process's start, and of a database's.
    private static readonly TimeSpan StartLease = TimeSpan.FromSeconds(1.5);

    private readonly CancellationTokenSource _stopping = new();
    private ResourceLife[] _lives = [];
    private Task _starts = Task.CompletedTask;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await EnsureProgramsAsync(cancellationToken).ConfigureAwait(false);
        PortAllocator.Allocate(model.Resources);
        foreach (var resource in model.Resources)
        {
            await notifications.PublishUpdateAsync(resource, s => s with { State = KnownResourceStates.NotStarted }).ConfigureAwait(false);
        }

        await eventing.PublishAsync(new BeforeStartEvent(services, model), cancellationToken).ConfigureAwait(false);
        await eventing.PublishAsync(new AfterEndpointsAllocatedEvent(services, model), cancellationToken).ConfigureAwait(false);
        var graph = StartGraph.Of([.. model.Resources]);
        var queue = new StartQueue(Math.Max(2, Environment.ProcessorCount), StartLease, time);
        _lives = [.. model.Resources.Select(resource => new ResourceLife(resource, () => CreateRun(resource, graph, queue)))];
        foreach (var life in _lives.Where(life => LauncherOf(life.Resource) is not null))
        {
            LifecycleCommands.AddTo(life, notifications, _stopping.Token);
        }

        _starts = Task.WhenAll(_lives.Where(life => !life.Resource.HasAnnotationOfType<ExplicitStartupAnnotation>()).Select(life => life.StartAsync(_stopping.Token)));
        await using (services.GetService<TopologyTable>()?.Show(model))
        {
            await _starts.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _starts.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default).ConfigureAwait(false);
        using var limit = new CancellationTokenSource(StopLimit, time);
        List<Task> stops = [];
        foreach (var layer in StartGraph.Of([.. model.Resources]).Layers.Reverse())
        {
            var stop = Task.WhenAll(_lives.Where(life => layer.Contains(life.Resource)).Select(life => life.StopAsync(limit.Token)));
            stops.Add(stop);
            await Task.WhenAny(stop, Task.Delay(HeadStart, time, CancellationToken.None)).ConfigureAwait(false);
        }

        await Task.WhenAll(stops).ConfigureAwait(false);
        foreach (var resource in model.Resources)
        {
            loggers.Complete(resource);
        }

        await guardian.DisposeAsync().ConfigureAwait(false);
        folder.Dispose();
    }

    public void Dispose()
    {
        foreach (var life in _lives)
        {
            life.Dispose();
        }

        _stopping.Dispose();
    }

    private async Task EnsureProgramsAsync(CancellationToken cancellation)
    {
        var images = containers.ImagesOf(model.Resources);
        try
        {
            await installer.EnsureAsync(
                images, configuration.GetValue(OfflineKey, false), new ConsoleProgress(), cancellation).ConfigureAwait(false);
        }
        catch (MissingProgramException missing)
        {
            throw new DistributedApplicationException(missing.Message, missing);
        }
    }

    private IResourceLauncher? LauncherOf(IResource resource) => launchers.FirstOrDefault(launcher => launcher.Launches(resource));

    private ResourceRun CreateRun(IResource resource, StartGraph graph, StartQueue queue) => new(
        resource,
        LauncherOf(resource),
        guardian,
        health,
        queue,
        graph.FollowersOf(resource),
        notifications,
        loggers.Log(resource.Name),
        eventing,
        services,
        time);
}
