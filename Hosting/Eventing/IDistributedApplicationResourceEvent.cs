using UpCoach.Hosting.ApplicationModel;

namespace UpCoach.Hosting.Eventing;

/// <summary>Something that happened to a resource.</summary>
public interface IDistributedApplicationResourceEvent : IDistributedApplicationEvent
{
    /// <summary>Gets the resource.</summary>
    IResource Resource { get; }
}
