using System.Security.Cryptography;
using System.Text;
using UpCoach.Hosting.Running.Processes;

namespace UpCoach.Hosting.LocalImages.Postgres;

/// <summary>Chooses the folder of the server's unix socket.</summary>
internal static class PostgresSocket
{
    // sockaddr_un.sun_path holds 108 bytes with its final zero.
    private const int PathLimit = 107;
    private const string LongestName = "/.s.PGSQL.65535";

    /// <summary>Gets the folder: the given one, or, where the socket's path would be too long, a short one of its own in the temporary folder.</summary>
    public static string FolderFor(string folder, PosixUser? user)
    {
        if (Encoding.UTF8.GetByteCount(folder + LongestName) <= PathLimit)
            return folder;
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(folder)).AsSpan(0, 6));
        var shortFolder = Path.Combine(Path.GetTempPath(), "upcoach-" + hash);
        Directory.CreateDirectory(shortFolder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        if (user is not null)
            Posix.SetOwner(shortFolder, user);
        return shortFolder;
    }
}
