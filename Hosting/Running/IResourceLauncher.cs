using UpCoach.Hosting.ApplicationModel;

namespace UpCoach.Hosting.Running;

/// <summary>Turns one kind of resource into a process to start.</summary>
internal interface IResourceLauncher
{
    /// <summary>Tells whether the resource is of this kind.</summary>
    bool Launches(IResource resource);

    /// <summary>Resolves the resource's settings and prepares its files.</summary>
    /// <exception cref="UnavailableHereException">This machine has nothing that can run it.</exception>
    Task<Launch> PrepareAsync(IResource resource, CancellationToken cancellation);
}
