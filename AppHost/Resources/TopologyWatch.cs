using System.Collections.Concurrent;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace UpCoach.AppHost.Resources;

/// <summary>Follows every resource: when all are healthy, which one failed, how the load test ended.</summary>
/// <param name="notifications">Tells the changes.</param>
/// <param name="model">The topology.</param>
/// <param name="ends">Tells a commanded end from a failure.</param>
/// <param name="begin">When the lab began, a time stamp of the system's clock.</param>
internal sealed class TopologyWatch(ResourceNotificationService notifications, DistributedApplicationModel model, CommandedEnds ends, long begin)
{
    private readonly ConcurrentDictionary<string, ResourceStatus> _statuses = new(StringComparer.OrdinalIgnoreCase);
    private readonly TaskCompletionSource<TimeSpan> _healthy = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<ResourceStatus> _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<ResourceStatus> _loadEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // What is started and has to be healthy before the load: programs, not values.
    private readonly IResource[] _needed =
    [
        .. model.Resources.Where(resource => IsProgram(resource) && !resource.Annotations.OfType<LoadTestAnnotation>().Any()
            && !resource.Annotations.OfType<ExplicitStartupAnnotation>().Any()),
    ];

    /// <summary>Gets a task that gives the time from the beginning until all were healthy.</summary>
    public Task<TimeSpan> Healthy => _healthy.Task;

    /// <summary>Gets a task that gives the first resource that ended by itself or could not be started.</summary>
    public Task<ResourceStatus> Failed => _failed.Task;

    /// <summary>Gets a task that gives the load test when it has ended.</summary>
    public Task<ResourceStatus> LoadEnded => _loadEnded.Task;

    /// <summary>Gets the programs of the topology that are not healthy yet.</summary>
    public IEnumerable<string> NotHealthy => _needed.Select(resource => resource.Name).Where(name => !IsSettled(name));

    /// <summary>Gets what is known of every resource that is a program or part of one.</summary>
    public IReadOnlyList<ResourceStatus> Statuses =>
        [.. model.Resources.Where(resource => resource is not ParameterResource).Select(resource => _statuses.GetValueOrDefault(resource.Name)).OfType<ResourceStatus>()];

    /// <summary>Follows until the cancellation.</summary>
    public async Task FollowAsync(CancellationToken stop)
    {
        try
        {
            await foreach (var change in notifications.WatchAsync(stop).ConfigureAwait(false))
            {
                var status = _statuses.GetOrAdd(change.Resource.Name, _ => new ResourceStatus(change.Resource));
                status.Update(change.Snapshot, TimeProvider.System.GetElapsedTime(begin));
                Announce(status);
            }
        }
        catch (OperationCanceledException)
        {
            // The end of the run.
        }
    }

    private static bool IsProgram(IResource resource) => resource is ContainerResource or ProjectResource or ExecutableResource;

    // A runner may go when its work is done.
    private bool IsDismissed(ResourceStatus status) => _loadEnded.Task.IsCompleted && status.Snapshot?.ExitCode == 0;

    private void Announce(ResourceStatus status)
    {
        var isCommanded = ends.See(status.Resource.Name, status.HasEnded, status.HealthStatus == HealthStatus.Healthy);
        if (status.HasEnded && status.Resource.Annotations.OfType<LoadTestAnnotation>().Any())
        {
            _loadEnded.TrySetResult(status);
        }
        else if (status.HasEnded && IsProgram(status.Resource) && !isCommanded && !IsDismissed(status))
        {
            _failed.TrySetResult(status);
        }

        if (_needed.All(resource => IsSettled(resource.Name)))
        {
            _healthy.TrySetResult(_statuses.Values.Max(known => known.HealthyAfter ?? TimeSpan.Zero));
        }
    }

    private bool IsSettled(string name) =>
        _statuses.TryGetValue(name, out var status) && (status.HealthStatus == HealthStatus.Healthy || status.IsUnavailable);
}
