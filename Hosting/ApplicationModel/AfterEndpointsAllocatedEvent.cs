using UpCoach.Hosting.Eventing;

namespace UpCoach.Hosting.ApplicationModel;

/// <summary>Every endpoint has its port.</summary>
/// <param name="services">The application's services.</param>
/// <param name="model">The model.</param>
public sealed class AfterEndpointsAllocatedEvent(IServiceProvider services, DistributedApplicationModel model) : IDistributedApplicationEvent
{
    /// <summary>Gets the application's services.</summary>
    public IServiceProvider Services { get; } = services;

    /// <summary>Gets the model.</summary>
    public DistributedApplicationModel Model { get; } = model;
}
