using UpCoach.Hosting.Running.Processes;

namespace UpCoach.Hosting.LocalImages;

/// <summary>Turns a container's entrypoint, arguments and environment into a local process.</summary>
internal static class ContainerProcess
{
    private const string SystemPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /// <summary>Builds the process.</summary>
    /// <param name="spec">The container.</param>
    /// <param name="files">Its files.</param>
    /// <param name="program">The program; its folder follows the wrappers on PATH.</param>
    /// <param name="entrypoint">The local program that stands for the image's own entrypoint.</param>
    /// <param name="imageEnvironment">What the image sets, with local paths; the container's own environment goes over it.</param>
    /// <param name="workingDirectory">The image's working folder, as inside the container.</param>
    public static ProcessSpec Create(
        ContainerSpec spec,
        ContainerFiles files,
        LocalProgram program,
        string entrypoint,
        IReadOnlyDictionary<string, string> imageEnvironment,
        string workingDirectory)
    {
        var environment = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["PATH"] = $"{files.Bin}:{program.Folder}:{SystemPath}",
            ["HOME"] = files.Temp,
            ["TMPDIR"] = files.Temp,
            ["HOSTNAME"] = spec.Name,
            ["LANG"] = "C.UTF-8",
        };
        foreach (var (name, value) in imageEnvironment)
            environment[name] = value;
        foreach (var (name, value) in spec.Environment)
            environment[name] = files.Translate(value);
        return new ProcessSpec(
            spec.Entrypoint is null ? entrypoint : EntrypointOf(spec.Entrypoint, files),
            [.. spec.Args.Select(files.Translate)],
            environment,
            files.PathOf(workingDirectory),
            InheritsEnvironment: false);
    }

    // The image's own program by its full path (/bin/prometheus, /usr/local/bin/redis-server) is the wrapper here.
    private static string EntrypointOf(string entrypoint, ContainerFiles files)
    {
        var local = files.Translate(entrypoint);
        var wrapper = Path.Combine(files.Bin, Path.GetFileName(entrypoint));
        return local == entrypoint && File.Exists(wrapper) ? wrapper : local;
    }
}
