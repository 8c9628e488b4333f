using UpCoach.Hosting.ApplicationModel;

namespace UpCoach.Hosting.Eventing;

/// <summary>Keeps the subscriptions of one application.</summary>
public sealed class DistributedApplicationEventing : IDistributedApplicationEventing
{
    // Under the lock on itself.
    private readonly List<(Type Type, IResource? Resource, DistributedApplicationEventSubscription Subscription)> _subscriptions = [];

    /// <inheritdoc/>
    public DistributedApplicationEventSubscription Subscribe<T>(Func<T, CancellationToken, Task> callback)
        where T : IDistributedApplicationEvent => Add(null, callback);

    /// <inheritdoc/>
    public DistributedApplicationEventSubscription Subscribe<T>(IResource resource, Func<T, CancellationToken, Task> callback)
        where T : IDistributedApplicationResourceEvent => Add(resource, callback);

    /// <inheritdoc/>
    public void Unsubscribe(DistributedApplicationEventSubscription subscription)
    {
        lock (_subscriptions)
        {
            _subscriptions.RemoveAll(entry => entry.Subscription == subscription);
        }
    }

    /// <inheritdoc/>
    public async Task PublishAsync<T>(T applicationEvent, CancellationToken cancellationToken = default)
        where T : IDistributedApplicationEvent
    {
        var resource = (applicationEvent as IDistributedApplicationResourceEvent)?.Resource;
        DistributedApplicationEventSubscription[] subscribers;
        lock (_subscriptions)
        {
            subscribers =
            [
                .. _subscriptions
                    .Where(entry => entry.Type == typeof(T) && (entry.Resource is null || entry.Resource == resource))
                    .Select(entry => entry.Subscription),
            ];
        }

        foreach (var subscriber in subscribers)
        {
            await subscriber.Callback(applicationEvent, cancellationToken).ConfigureAwait(false);
        }
    }

    private DistributedApplicationEventSubscription Add<T>(IResource? resource, Func<T, CancellationToken, Task> callback)
        where T : IDistributedApplicationEvent
    {
        var subscription = new DistributedApplicationEventSubscription((@event, stop) => callback((T)@event, stop));
        lock (_subscriptions)
        {
            _subscriptions.Add((typeof(T), resource, subscription));
        }

        return subscription;
    }
}
