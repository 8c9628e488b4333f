namespace UpCoach.Hosting.ApplicationModel;

/// <summary>The endpoints of another resource that this one is told about.</summary>
/// <param name="resource">The other resource.</param>
public sealed class EndpointReferenceAnnotation(IResourceWithEndpoints resource) : IResourceAnnotation
{
    /// <summary>Gets the other resource.</summary>
    public IResourceWithEndpoints Resource { get; } = resource;

    /// <summary>Gets or sets whether all endpoints are told, those added later included.</summary>
    public bool UseAllEndpoints { get; set; }

    /// <summary>Gets the endpoints that are told.</summary>
    public HashSet<string> EndpointNames { get; } = new(StringComparer.OrdinalIgnoreCase);
}
