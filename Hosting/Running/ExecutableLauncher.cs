using UpCoach.Hosting.ApplicationModel;

namespace UpCoach.Hosting.Running;

/// <summary>Runs a program of this machine.</summary>
internal sealed class ExecutableLauncher(DistributedApplicationExecutionContext executionContext) : IResourceLauncher
{
    public bool Launches(IResource resource) => resource is ExecutableResource;

    public async Task<Launch> PrepareAsync(IResource resource, CancellationToken cancellation)
    {
        var executable = (ExecutableResource)resource;
        return new Launch(await ProcessSettings.CreateAsync(
            executable, executable.Command, [], executable.WorkingDirectory, executionContext, cancellation).ConfigureAwait(false));
    }
}
