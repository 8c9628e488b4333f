namespace UpCoach.Hosting.ApplicationModel;

/// <summary>How long a container lives.</summary>
public sealed class ContainerLifetimeAnnotation : IResourceAnnotation
{
    /// <summary>Gets or sets the lifetime.</summary>
    public required ContainerLifetime Lifetime { get; set; }
}
