using System.Runtime.InteropServices;

namespace UpCoach.Hosting.Running.Processes;

/// <summary>The few system calls that .NET has no method for.</summary>
internal static class Posix
{
    /// <summary>The signal that no process can refuse.</summary>
    public const int SignalKill = 9;

    /// <summary>Whether this process is root's.</summary>
    public static bool IsRoot => geteuid() == 0;

    /// <summary>Sends a signal; a process that has ended already is no error.</summary>
    public static void Signal(int processId, int signal)
    {
        // 0, 1 and negative ids address groups or init: never ours.
        ArgumentOutOfRangeException.ThrowIfLessThan(processId, 2);
        _ = kill(processId, signal);
    }

    /// <summary>Gives a file to a user. A symbolic link itself is given, not what it points to.</summary>
    public static void SetOwner(string path, PosixUser user)
    {
        if (lchown(path, user.UserId, user.GroupId) != 0)
            throw new IOException($"Cannot give {path} to {user.Name}: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int kill(int processId, int signal);

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint geteuid();

    [DllImport("libc", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int lchown([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int userId, int groupId);
}
