namespace UpCoach.Hosting.ApplicationModel;

/// <summary>A change of a resource's snapshot.</summary>
/// <param name="resource">The resource.</param>
/// <param name="resourceId">Its id in this run; on this host its name.</param>
/// <param name="snapshot">What is known now.</param>
public sealed class ResourceEvent(IResource resource, string resourceId, CustomResourceSnapshot snapshot)
{
    /// <summary>Gets the resource.</summary>
    public IResource Resource { get; } = resource;

    /// <summary>Gets its id in this run; on this host its name.</summary>
    public string ResourceId { get; } = resourceId;

    /// <summary>Gets what is known now.</summary>
    public CustomResourceSnapshot Snapshot { get; } = snapshot;
}
