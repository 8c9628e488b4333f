namespace UpCoach.Hosting.ApplicationModel;

/// <summary>A relation to show, without any effect.</summary>
/// <param name="resource">The other resource.</param>
/// <param name="type">The kind, such as <c>Parent</c> or <c>Reference</c>.</param>
public sealed class ResourceRelationshipAnnotation(IResource resource, string type) : IResourceAnnotation
{
    /// <summary>Gets the other resource.</summary>
    public IResource Resource { get; } = resource;

    /// <summary>Gets the kind, such as <c>Parent</c> or <c>Reference</c>.</summary>
    public string Type { get; } = type;
}
