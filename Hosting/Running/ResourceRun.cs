using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using UpCoach.Hosting.ApplicationModel;
using UpCoach.Hosting.Eventing;
using UpCoach.Hosting.LocalImages;
using UpCoach.Hosting.Running.Processes;

namespace UpCoach.Hosting.Running;

/// <summary>One resource from its first wait to its end.</summary>
/// <remarks>
/// <code>
/// Exited, Finished, ... -> NotStarted  it is started again: nothing is known any more of the run before
/// NotStarted -> Waiting            it has waits
/// NotStarted, Waiting -> Starting  the waits are over
/// Waiting -> FailedToStart         one it waits for can no longer come
/// Starting -> Running              the process runs, or there is none
/// Starting -> FailedToStart        a setting can't be resolved, a program can't be started
/// Starting -> Unavailable here     no program of this machine stands for its image
/// Running -> Running, healthy      every check has passed; then ResourceReadyEvent; then it counts as ready
/// Running -> Exited | Finished     the process has ended by itself (container | other)
/// Running -> Stopping -> Exited | Finished
/// Waiting, Starting -> NotStarted  it is stopped before its process runs
/// </code>
/// </remarks>
internal sealed class ResourceRun(
    IResource resource,
    IResourceLauncher? launcher,
    ProcessGuardian guardian,
    HealthGate health,
    StartQueue queue,
    int followers,
    ResourceNotificationService notifications,
    ResourceLog log,
    IDistributedApplicationEventing eventing,
    IServiceProvider services,
    TimeProvider time)
{
    private ChildProcess? _process;
    private Task _watch = Task.CompletedTask;

    /// <summary>Gets whether its process runs, or something that the process has left behind.</summary>
    public bool IsAlive => _process is { Exited.IsCompleted: false };

    /// <summary>Starts the resource. Returns when it is ready, has failed, has ended or can't be had here; never throws but for a cancellation.</summary>
    public async Task StartAsync(CancellationToken cancellation)
    {
        log.Reopen();
        await PublishAsync(s => s.State?.Text == KnownResourceStates.NotStarted ? s : s.Anew()).ConfigureAwait(false);
        try
        {
            if (WaitGate.WaitsOf(resource).Any())
            {
                await EnterAsync(KnownResourceStates.Waiting).ConfigureAwait(false);
                await new WaitGate(notifications, log).PassAsync(resource, cancellation).ConfigureAwait(false);
            }

            using var place = launcher is null ? null : await queue.EnterAsync(followers, cancellation).ConfigureAwait(false);
            await eventing.PublishAsync(new BeforeResourceStartedEvent(resource, services), cancellation).ConfigureAwait(false);
            var begin = time.GetTimestamp();
            await PublishAsync(s => s with { State = KnownResourceStates.Starting, CreationTimeStamp = time.GetUtcNow().UtcDateTime }).ConfigureAwait(false);
            var readiness = await StartProcessAsync(cancellation).ConfigureAwait(false);
            await ComeUpAsync(readiness, begin, cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw;
        }
        catch (OperationCanceledException)
        {
            // The process ended before it was healthy; its state says so.
        }
        catch (UnavailableHereException unavailable)
        {
            log.Add(unavailable.Message, isError: true);
            await PublishAsync(s => (s with { State = new(KnownResourceStates.UnavailableHere, KnownResourceStateStyles.Warn) })
                .With(ResourceFacts.Note, unavailable.Message)).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            log.Add(error.Message, isError: true);
            await PublishAsync(s => (s with { State = new(KnownResourceStates.FailedToStart, KnownResourceStateStyles.Error) })
                .With(ResourceFacts.Note, error.Message)).ConfigureAwait(false);
        }
    }

    /// <summary>Asks the process to end; what is left after its grace time, or at the cancellation, is killed.</summary>
    public async Task StopAsync(CancellationToken cancellation)
    {
        if (_process is not null && !_process.Exited.IsCompleted)
        {
            await EnterAsync(KnownResourceStates.Stopping).ConfigureAwait(false);
            await _process.StopAsync(cancellation).ConfigureAwait(false);
        }

        await _watch.ConfigureAwait(false);
        if (launcher is not null && _process is null)
        {
            await PublishAsync(s => s.State?.Text == KnownResourceStates.Waiting || s.State?.Text == KnownResourceStates.Starting ? s.Anew() : s).ConfigureAwait(false);
        }

        log.Complete();
    }

    private async Task<IReadinessProbe?> StartProcessAsync(CancellationToken cancellation)
    {
        if (launcher is null)
        {
            if (resource is ParameterResource parameter)
            {
                await parameter.GetValueAsync(cancellation).ConfigureAwait(false);
            }

            return null;
        }

        var launch = await launcher.PrepareAsync(resource, cancellation).ConfigureAwait(false);
        await PublishAsync(s => s.With(ResourceFacts.Program, launch.Program)).ConfigureAwait(false);
        _process = guardian.Start(launch.Process, log.Add);
        await PublishAsync(s => s.With(ResourceFacts.ProcessId, _process.Id)).ConfigureAwait(false);
        _watch = WatchAsync(_process);
        return launch.Readiness;
    }

    private async Task ComeUpAsync(IReadinessProbe? readiness, long begin, CancellationToken cancellation)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        if (_process is not null)
        {
            // A resource that has ended can't come up any more.
            _ = _process.Exited.ContinueWith(_ => CancelUnlessDisposed(ended), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }

        await PublishAsync(s => IsEnded(s) ? s : s with
        {
            State = KnownResourceStates.Running,
            StartTimeStamp = time.GetUtcNow().UtcDateTime,
            HealthReports = [new HealthReportSnapshot("start", null, null, null)],
            Urls = [.. resource.Annotations.OfType<EndpointAnnotation>().Select(e => new UrlSnapshot(e.Name, e.AllocatedEndpoint!.UriString, false))],
        }).ConfigureAwait(false);
        if (resource is IResourceWithConnectionString)
        {
            await eventing.PublishAsync(new ConnectionStringAvailableEvent(resource, services), ended.Token).ConfigureAwait(false);
        }

        CustomResourceSnapshot Report(CustomResourceSnapshot snapshot, IEnumerable<HealthReportSnapshot> reports)
        {
            var told = snapshot with { HealthReports = [.. reports.Where(report => report.Name != "start")] };
            // In one breath with the news that it is healthy: whoever shows it needs no second line.
            return told.HealthStatus == HealthStatus.Healthy
                ? told.With(ResourceFacts.StartSeconds, time.GetElapsedTime(begin).TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture))
                : told;
        }

        await health.PassAsync(resource, readiness, reports => PublishAsync(s => Report(s, reports)), ended.Token).ConfigureAwait(false);
        await PublishAsync(s => s[ResourceFacts.StartSeconds] is null ? Report(s, s.HealthReports) : s).ConfigureAwait(false);
        await eventing.PublishAsync(new ResourceReadyEvent(resource, services), ended.Token).ConfigureAwait(false);
        await PublishAsync(s => s with { IsReady = true }).ConfigureAwait(false);
    }

    private async Task WatchAsync(ChildProcess process)
    {
        var exitCode = await process.Exited.ConfigureAwait(false);
        await PublishAsync(s => s with
        {
            State = new(
                resource is ContainerResource ? KnownResourceStates.Exited : KnownResourceStates.Finished,
                exitCode == 0 ? KnownResourceStateStyles.Success : KnownResourceStateStyles.Error),
            ExitCode = exitCode,
            StopTimeStamp = time.GetUtcNow().UtcDateTime,
        }).ConfigureAwait(false);
        log.Complete();
        if (notifications.TryGetCurrentState(resource.Name, out var last))
        {
            await eventing.PublishAsync(new ResourceStoppedEvent(resource, services, last), CancellationToken.None).ConfigureAwait(false);
        }
    }

    // The process may end long after it came up, when nobody waits for that any more.
    private static void CancelUnlessDisposed(CancellationTokenSource source)
    {
        try
        {
            source.Cancel();
        }
        catch (ObjectDisposedException)
        {
        }
    }

    private static bool IsEnded(CustomResourceSnapshot snapshot) =>
        snapshot.State is { } state && KnownResourceStates.TerminalStates.Contains(state.Text);

    private Task EnterAsync(string state) => PublishAsync(s => IsEnded(s) ? s : s with { State = state });

    private Task PublishAsync(Func<CustomResourceSnapshot, CustomResourceSnapshot> change) => notifications.PublishUpdateAsync(resource, change);
}
