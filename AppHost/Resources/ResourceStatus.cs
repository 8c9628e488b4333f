using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace UpCoach.AppHost.Resources;

/// <summary>What is known of a resource. Written by the watch alone; each property is read as it is at the moment.</summary>
/// <param name="resource">The resource.</param>
internal sealed class ResourceStatus(IResource resource)
{
    private const string Unavailable = "Unavailable here";
    private TimeSpan? _startingAfter;

    /// <summary>Gets the resource.</summary>
    public IResource Resource { get; } = resource;

    /// <summary>Gets the last snapshot; null before the first.</summary>
    public CustomResourceSnapshot? Snapshot { get; private set; }

    /// <summary>Gets the state's text.</summary>
    public string State => Snapshot?.State?.Text ?? "Unknown";

    /// <summary>Gets the health; null while it does not run.</summary>
    public HealthStatus? HealthStatus => Snapshot?.HealthStatus;

    /// <summary>Gets whether nothing more will come.</summary>
    public bool HasEnded => KnownResourceStates.TerminalStates.Contains(State);

    /// <summary>Gets whether this machine can't run it.</summary>
    public bool IsUnavailable => State == Unavailable;

    /// <summary>Gets when it was first healthy, counted from the lab's beginning; null before.</summary>
    public TimeSpan? HealthyAfter { get; private set; }

    /// <summary>Gets how long it took from its start to being healthy; null before.</summary>
    public TimeSpan? StartTime => HealthyAfter - _startingAfter;

    /// <summary>Gets a fact that the host tells; null where it does not.</summary>
    public string? Fact(string name) => Snapshot?.Properties.FirstOrDefault(property => property.Name == name)?.Value?.ToString();

    /// <summary>Takes a change.</summary>
    public void Update(CustomResourceSnapshot snapshot, TimeSpan now)
    {
        Snapshot = snapshot;
        if (State != KnownResourceStates.NotStarted && State != KnownResourceStates.Waiting)
        {
            _startingAfter ??= now;
        }

        if (snapshot.HealthStatus == Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy)
        {
            HealthyAfter ??= now;
        }
    }
}
