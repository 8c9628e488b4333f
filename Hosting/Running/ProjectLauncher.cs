using System.Runtime.InteropServices;
using UpCoach.Hosting.ApplicationModel;

namespace UpCoach.Hosting.Running;

/// <summary>Runs a built project: <c>dotnet exec</c> of its assembly, never <c>dotnet run</c>, which would build again and fork; or the native program beside which there is no assembly.</summary>
internal sealed class ProjectLauncher(DistributedApplicationExecutionContext executionContext) : IResourceLauncher
{
    // shared/Microsoft.NETCore.App/VERSION/ is three folders below the dotnet that this process runs on.
    private static readonly string Dotnet = Path.GetFullPath(Path.Combine(
        RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));

    public bool Launches(IResource resource) => resource is ProjectResource;

    public async Task<Launch> PrepareAsync(IResource resource, CancellationToken cancellation)
    {
        var project = (ProjectResource)resource;
        var metadata = project.GetProjectMetadata();
        var assembly = (metadata as IBuiltProject)?.AssemblyPath
            ?? throw new DistributedApplicationException(
                $"The project '{project.Name}' is known by its path alone; this host starts built programs. Refer to {metadata.ProjectPath} from the AppHost project.");
        var native = Path.ChangeExtension(assembly, OperatingSystem.IsWindows() ? ".exe" : null);
        var (program, arguments) = File.Exists(assembly) ? (Dotnet, new[] { "exec", assembly }) : (native, []);
        if (!File.Exists(program))
        {
            throw new DistributedApplicationException($"The project '{project.Name}' is not built: {assembly} is missing. Run dotnet build {metadata.ProjectPath}.");
        }

        return new Launch(await ProcessSettings.CreateAsync(
            project, program, arguments, Path.GetDirectoryName(metadata.ProjectPath)!, executionContext, cancellation).ConfigureAwait(false));
    }
}
