using UpCoach.Hosting.ApplicationModel;

namespace UpCoach.Hosting.Eventing;

/// <summary>Lets the drawing take part in the run.</summary>
public interface IDistributedApplicationEventing
{
    /// <summary>Subscribes to an event of the application or of any resource.</summary>
    DistributedApplicationEventSubscription Subscribe<T>(Func<T, CancellationToken, Task> callback)
        where T : IDistributedApplicationEvent;

    /// <summary>Subscribes to an event of one resource.</summary>
    DistributedApplicationEventSubscription Subscribe<T>(IResource resource, Func<T, CancellationToken, Task> callback)
        where T : IDistributedApplicationResourceEvent;

    /// <summary>Gives a subscription up.</summary>
    void Unsubscribe(DistributedApplicationEventSubscription subscription);

    /// <summary>Calls every subscriber, one after the other, and returns when all are done.</summary>
    Task PublishAsync<T>(T applicationEvent, CancellationToken cancellationToken = default)
        where T : IDistributedApplicationEvent;
}
