namespace UpCoach.Hosting.Eventing;

/// <summary>A subscription, to be given up later.</summary>
/// <param name="callback">What is called.</param>
public sealed class DistributedApplicationEventSubscription(Func<IDistributedApplicationEvent, CancellationToken, Task> callback)
{
    /// <summary>Gets what is called.</summary>
    public Func<IDistributedApplicationEvent, CancellationToken, Task> Callback { get; } = callback;
}
