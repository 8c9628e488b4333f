using Microsoft.Extensions.Diagnostics.HealthChecks;
using UpCoach.Hosting.ApplicationModel;

namespace UpCoach.Hosting.Running;

/// <summary>Holds a resource back until those it waits for have come far enough.</summary>
internal sealed class WaitGate(ResourceNotificationService notifications, ResourceLog log)
{
    /// <exception cref="DistributedApplicationException">One of them can no longer come.</exception>
    public Task PassAsync(IResource resource, CancellationToken cancellation) =>
        Task.WhenAll(WaitsOf(resource).Select(wait => PassAsync(wait, cancellation)));

    public static IEnumerable<WaitAnnotation> WaitsOf(IResource resource) =>
    [
        .. resource.Annotations.OfType<WaitAnnotation>(),
        .. resource is IResourceWithParent child ? [new WaitAnnotation(child.Parent, WaitType.WaitUntilHealthy)] : (WaitAnnotation[])[],
    ];

    /// <summary>Tells whether a wait is over: true, it has come; false, it can't any more; null, not yet.</summary>
    internal static bool? IsOver(WaitAnnotation wait, CustomResourceSnapshot snapshot)
    {
        var state = snapshot.State?.Text;
        if (state == KnownResourceStates.UnavailableHere)
        {
            return true;
        }

        var ended = state is not null && KnownResourceStates.TerminalStates.Contains(state);
        if (wait.WaitType == WaitType.WaitForCompletion)
        {
            return ended ? snapshot.ExitCode == wait.ExitCode : null;
        }

        if (ended)
        {
            return wait.WaitBehavior == WaitBehavior.WaitOnResourceUnavailable ? null : false;
        }

        var runs = state == KnownResourceStates.Running || state == KnownResourceStates.Active;
        var hasCome = wait.WaitType == WaitType.WaitUntilStarted ? runs : runs && snapshot is { HealthStatus: HealthStatus.Healthy, IsReady: true };
        return hasCome ? true : null;
    }

    private async Task PassAsync(WaitAnnotation wait, CancellationToken cancellation)
    {
        var reached = await notifications.WaitForResourceAsync(
            wait.Resource.Name, change => IsOver(wait, change.Snapshot) is not null, cancellation).ConfigureAwait(false);
        var state = reached.Snapshot.State!.Text;
        if (IsOver(wait, reached.Snapshot) is false)
        {
            throw new DistributedApplicationException($"it waits for '{wait.Resource.Name}', which is {state}");
        }

        if (state == KnownResourceStates.UnavailableHere)
        {
            log.Add($"'{wait.Resource.Name}' is unavailable here and is not waited for", isError: true);
        }
    }
}
