using UpCoach.Hosting.ApplicationModel;
using UpCoach.Hosting.Running.Processes;

namespace UpCoach.Hosting.Running;

/// <summary>Makes a process of a program of this machine and the settings of its resource.</summary>
internal static class ProcessSettings
{
    public static async Task<ProcessSpec> CreateAsync(
        IResource resource,
        string fileName,
        IEnumerable<string> leadingArguments,
        string workingDirectory,
        DistributedApplicationExecutionContext executionContext,
        CancellationToken cancellation)
    {
        List<string> arguments = [.. leadingArguments];
        foreach (var value in await ResourceSettings.ArgumentsAsync(resource, executionContext, cancellation).ConfigureAwait(false))
        {
            arguments.Add(await ResourceSettings.ResolveAsync(value, cancellation).ConfigureAwait(false) ?? "");
        }

        Dictionary<string, string?> environment = [];
        foreach (var (name, value) in await ResourceSettings.EnvironmentAsync(resource, executionContext, cancellation).ConfigureAwait(false))
        {
            environment[name] = await ResourceSettings.ResolveAsync(value, cancellation).ConfigureAwait(false);
        }

        return new ProcessSpec(fileName, arguments, environment, workingDirectory);
    }
}
