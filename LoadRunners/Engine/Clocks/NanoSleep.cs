using System.Runtime.InteropServices;

namespace UpCoach.LoadRunners.Engine.Clocks;

/// <summary>Blocks a thread in the kernel: to some hundredths of a millisecond, where the runtime's own waits cut to whole ones.</summary>
internal static partial class NanoSleep
{
    /// <summary>Gets whether this system has the call.</summary>
    public static bool IsSupported => OperatingSystem.IsLinux() || OperatingSystem.IsMacOS();

    /// <summary>Sleeps; a signal may cut it short.</summary>
    /// <param name="nanoseconds">How long: less than a second.</param>
    public static void For(long nanoseconds)
    {
        var request = new TimeSpec { Nanoseconds = (nint)nanoseconds };
        _ = Sleep(in request, 0);
    }

    [LibraryImport("libc", EntryPoint = "nanosleep")]
    private static partial int Sleep(in TimeSpec request, nint remaining);

    private struct TimeSpec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
