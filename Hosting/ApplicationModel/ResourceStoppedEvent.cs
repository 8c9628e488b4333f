using UpCoach.Hosting.Eventing;

namespace UpCoach.Hosting.ApplicationModel;

/// <summary>A resource has ended.</summary>
/// <param name="resource">The resource.</param>
/// <param name="services">The application's services.</param>
/// <param name="resourceEvent">Its last state.</param>
public sealed class ResourceStoppedEvent(IResource resource, IServiceProvider services, ResourceEvent resourceEvent)
    : IDistributedApplicationResourceEvent
{
    /// <inheritdoc/>
    public IResource Resource { get; } = resource;

    /// <summary>Gets the application's services.</summary>
    public IServiceProvider Services { get; } = services;

    /// <summary>Gets its last state.</summary>
    public ResourceEvent ResourceEvent { get; } = resourceEvent;
}
