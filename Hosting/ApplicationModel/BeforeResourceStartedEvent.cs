using UpCoach.Hosting.Eventing;

namespace UpCoach.Hosting.ApplicationModel;

/// <summary>A resource's waits are over and it is about to start.</summary>
/// <param name="resource">The resource.</param>
/// <param name="services">The application's services.</param>
public sealed class BeforeResourceStartedEvent(IResource resource, IServiceProvider services) : IDistributedApplicationResourceEvent
{
    /// <inheritdoc/>
    public IResource Resource { get; } = resource;

    /// <summary>Gets the application's services.</summary>
    public IServiceProvider Services { get; } = services;
}
