namespace UpCoach.Hosting.ApplicationModel;

/// <summary>A resource that must have come so far before this one starts.</summary>
/// <param name="resource">The resource that is waited for.</param>
/// <param name="waitType">How far it must have come.</param>
/// <param name="exitCode">The exit code it must end with, where its end is waited for.</param>
public sealed class WaitAnnotation(IResource resource, WaitType waitType, int exitCode = 0) : IResourceAnnotation
{
    /// <summary>Gets the resource that is waited for.</summary>
    public IResource Resource { get; } = resource;

    /// <summary>Gets how far it must have come.</summary>
    public WaitType WaitType { get; } = waitType;

    /// <summary>Gets the exit code it must end with, where its end is waited for.</summary>
    public int ExitCode { get; } = exitCode;

    /// <summary>Gets or sets what happens when it can no longer come; null is the host's default, to stop.</summary>
    public WaitBehavior? WaitBehavior { get; set; }
}
