using UpCoach.Hosting.Running.Processes;

namespace UpCoach.Hosting.LocalImages;

/// <summary>Makes sure that another user can get to a folder.</summary>
internal static class ReachableFolder
{
    private const UnixFileMode Search = UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Lets a user pass the folders above one. Only those below the temporary folder are changed: they are the lab's own.</summary>
    /// <exception cref="LocalImageException">A folder elsewhere is closed to the user.</exception>
    public static void Ensure(string folder, PosixUser user)
    {
        var temporary = Path.TrimEndingDirectorySeparator(Path.GetTempPath());
        for (var above = Path.GetDirectoryName(folder); above is not null && above != temporary; above = Path.GetDirectoryName(above))
        {
            var mode = File.GetUnixFileMode(above);
            if ((mode & UnixFileMode.OtherExecute) != 0)
                continue;
            if (!above.StartsWith(temporary + "/", StringComparison.Ordinal))
            {
                throw new LocalImageException(
                    $"The user {user.Name}, which the program must run as instead of root, cannot enter {above}. Put the data folder elsewhere, for instance below {temporary}.");
            }
            File.SetUnixFileMode(above, mode | Search);
        }
    }
}
