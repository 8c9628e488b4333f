namespace UpCoach.Hosting.ApplicationModel;

/// <summary>A container image with its arguments, environment and mounts.</summary>
/// <param name="name">The resource's name.</param>
/// <param name="entrypoint">The program that replaces the image's own; null keeps it.</param>
public class ContainerResource(string name, string? entrypoint = null)
    : Resource(name), IResourceWithEnvironment, IResourceWithArgs, IResourceWithEndpoints, IResourceWithWaitSupport
{
    /// <summary>Gets or sets the program that replaces the image's own; null keeps it.</summary>
    public string? Entrypoint { get; set; } = entrypoint;
}
