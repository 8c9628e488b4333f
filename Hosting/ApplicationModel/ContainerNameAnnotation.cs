namespace UpCoach.Hosting.ApplicationModel;

/// <summary>The name that a container engine knows the container by.</summary>
public sealed class ContainerNameAnnotation : IResourceAnnotation
{
    /// <summary>Gets or sets the name.</summary>
    public required string Name { get; set; }
}
