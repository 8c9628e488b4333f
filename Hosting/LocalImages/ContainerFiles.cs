using System.Text.RegularExpressions;
using UpCoach.Hosting.Running.Processes;

namespace UpCoach.Hosting.LocalImages;

/// <summary>The files that a container would see: a shadow of its file system below the container's data folder.</summary>
/// <remarks>
/// <c>bin/</c> holds wrappers that come first on PATH, <c>run/</c> sockets and secrets, <c>root/</c> what the container knows as <c>/</c>.
/// A bind mount becomes a link; where the program runs as another user, one that is read-only becomes a copy, because that user need not
/// be able to reach the original (a clone below /root, say).
/// </remarks>
internal sealed class ContainerFiles
{
    private readonly PosixUser? user;
    private readonly string data;
    private readonly string root;
    private readonly Regex knownPath;

    /// <summary>Creates the folders and mounts.</summary>
    /// <param name="spec">The container.</param>
    /// <param name="user">The user that the program runs as; null is this process's own.</param>
    /// <param name="imageFolders">The folders that the image itself brings, such as its data folder.</param>
    /// <exception cref="LocalImageException">A mount's source is missing, or the folder cannot be reached or written.</exception>
    public ContainerFiles(ContainerSpec spec, PosixUser? user, IReadOnlyList<string> imageFolders)
    {
        this.user = user;
        data = Path.GetFullPath(spec.DataDirectory);
        root = Path.Combine(data, "root");
        knownPath = PathPattern([.. imageFolders, .. spec.Mounts.Select(mount => mount.Target)]);
        try
        {
            Directory.CreateDirectory(data);
            foreach (var folder in imageFolders)
                Directory.CreateDirectory(PathOf(folder));
            // Outer mounts first: an inner one goes into them.
            foreach (var mount in spec.Mounts.OrderBy(mount => mount.Target.Length))
                Mount(mount, spec.Name);
            foreach (var folder in new[] { Bin, Run, Temp })
                Directory.CreateDirectory(folder);
            File.SetUnixFileMode(Run, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LocalImageException($"{spec.Name}: cannot prepare {data}: {e.Message}", e);
        }
    }

    /// <summary>Gets the folder of the wrappers.</summary>
    public string Bin => Path.Combine(data, "bin");

    /// <summary>Gets the folder of sockets and secrets, which only the program's user can open.</summary>
    public string Run => Path.Combine(data, "run");

    /// <summary>Gets the folder of temporary files, which is also the home.</summary>
    public string Temp => Path.Combine(data, "tmp");

    /// <summary>Gets the local path of a path inside the container.</summary>
    public string PathOf(string containerPath) => root + Path.TrimEndingDirectorySeparator(Path.GetFullPath(containerPath));

    /// <summary>Replaces each path inside the container that is known here by its local one.</summary>
    public string Translate(string text) => knownPath.Replace(text, match => PathOf(match.Value));

    /// <summary>Writes a wrapper or script that can be executed.</summary>
    /// <returns>Its path.</returns>
    public string WriteScript(string name, string text) => Write(Path.Combine(Bin, name), text, UnixFileMode.UserExecute);

    /// <summary>Writes a file that only the program's user can read.</summary>
    /// <returns>Its path.</returns>
    public string WriteSecret(string name, string text) => Write(Path.Combine(Run, name), text, UnixFileMode.None);

    /// <summary>Gives everything to the user that the program runs as. The last step.</summary>
    public void HandOver()
    {
        if (user is null)
            return;
        ReachableFolder.Ensure(data, user);
        Posix.SetOwner(data, user);
        // Links are given away themselves, never what they point to.
        foreach (var path in Directory.EnumerateFileSystemEntries(data, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None }))
            Posix.SetOwner(path, user);
    }

    // A known path counts where no other name runs into it: "--config.file=/data/x" yes, "redis://host/data", "/data2" and "/var/data" no.
    private static Regex PathPattern(IEnumerable<string> paths) => new(
        @"(?<![\w./-])(?:" + string.Join('|', paths
            .Select(Path.TrimEndingDirectorySeparator).Distinct().OrderByDescending(path => path.Length).Select(Regex.Escape)) + @")(?![\w.-])",
        RegexOptions.CultureInvariant);

    private static string Write(string path, string text, UnixFileMode extra)
    {
        // The mode is there before the content is.
        var options = new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | extra,
        };
        using var writer = new StreamWriter(path, options);
        writer.Write(text);
        return path;
    }

    private void Mount(ContainerMount mount, string name)
    {
        var target = PathOf(mount.Target);
        OpenFolder(Path.GetDirectoryName(target)!);
        if (mount.IsVolume)
        {
            Directory.CreateDirectory(target);
            return;
        }
        var source = Path.GetFullPath(mount.Source);
        if (!Path.Exists(source))
            throw new LocalImageException($"{name}: the source {source} of the mount {mount.Target} does not exist.");
        // A folder that the image brings gives way to the mount; a second start finds the first one's link.
        Remove(target);
        if (user is not null && mount.IsReadOnly)
            FileTree.Copy(source, target);
        else
            File.CreateSymbolicLink(target, source);
    }

    // Makes a folder of the shadow itself, so that a mount inside another one never writes into the source of the outer.
    private void OpenFolder(string folder)
    {
        if (folder.Length <= root.Length)
            return;
        OpenFolder(Path.GetDirectoryName(folder)!);
        var source = new FileInfo(folder).LinkTarget;
        if (source is not null)
            File.Delete(folder);
        Directory.CreateDirectory(folder);
        foreach (var entry in source is null ? [] : Directory.EnumerateFileSystemEntries(source))
            File.CreateSymbolicLink(Path.Combine(folder, Path.GetFileName(entry)), entry);
    }

    private static void Remove(string path)
    {
        if (new FileInfo(path).LinkTarget is not null || File.Exists(path))
            File.Delete(path);
        else if (Directory.Exists(path))
            Directory.Delete(path, recursive: true);
    }
}
