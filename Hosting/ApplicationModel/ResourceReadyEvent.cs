using UpCoach.Hosting.Eventing;

namespace UpCoach.Hosting.ApplicationModel;

/// <summary>A resource is healthy for the first time. Those that wait for it start when every subscriber is done.</summary>
/// <param name="resource">The resource.</param>
/// <param name="services">The application's services.</param>
public sealed class ResourceReadyEvent(IResource resource, IServiceProvider services) : IDistributedApplicationResourceEvent
{
    /// <inheritdoc/>
    public IResource Resource { get; } = resource;

    /// <summary>Gets the application's services.</summary>
    public IServiceProvider Services { get; } = services;
}
