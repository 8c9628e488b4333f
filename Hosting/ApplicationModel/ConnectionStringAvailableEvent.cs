using UpCoach.Hosting.Eventing;

namespace UpCoach.Hosting.ApplicationModel;

/// <summary>A resource's connection string can be resolved.</summary>
/// <param name="resource">The resource.</param>
/// <param name="services">The application's services.</param>
public sealed class ConnectionStringAvailableEvent(IResource resource, IServiceProvider services) : IDistributedApplicationResourceEvent
{
    /// <inheritdoc/>
    public IResource Resource { get; } = resource;

    /// <summary>Gets the application's services.</summary>
    public IServiceProvider Services { get; } = services;
}
