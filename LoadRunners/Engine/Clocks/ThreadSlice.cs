using System.Runtime.InteropServices;

namespace UpCoach.LoadRunners.Engine.Clocks;

/// <summary>Lets a thread that has little to do at its moment run at that moment, also where another keeps the processor busy.</summary>
/// <remarks>
/// Linux lets a thread that wakes take the processor at once from one with a longer slice (since 6.12; it needs no right). Otherwise it waits for the
/// end of the other's slice: some milliseconds behind a compiler or a merge, which was most of the error of arrivals on a single core.
/// Elsewhere nothing changes.
/// </remarks>
public static partial class ThreadSlice
{
    private const ulong SliceNanoseconds = 100_000; // the least that Linux takes
    private const ulong NotInherited = 1; // SCHED_FLAG_RESET_ON_FORK: threads that this one starts have the usual slice
    private const int SchedSetAttributes = 314;
    private const int SchedSetAttributesArm = 274;

    [ThreadStatic]
    private static bool t_isShort;

    /// <summary>Shortens the slice of the calling thread, once.</summary>
    public static void Shorten()
    {
        if (t_isShort) return;
        t_isShort = true;
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture is not (Architecture.X64 or Architecture.Arm64)) return;
        var call = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? SchedSetAttributes : SchedSetAttributesArm;
        var attributes = new Attributes { Size = 48, Flags = NotInherited, Nice = GetPriority(0, 0), Slice = SliceNanoseconds };
        _ = Set(call, 0, in attributes, 0); // an older kernel says no, or takes it and does nothing
    }

    [LibraryImport("libc", EntryPoint = "syscall")]
    private static partial nint Set(nint call, nint thread, in Attributes attributes, nint flags);

    [LibraryImport("libc", EntryPoint = "getpriority")]
    private static partial int GetPriority(int which, uint who);

    // The kernel's struct sched_attr; policy 0 is the usual one.
    private struct Attributes
    {
        public uint Size;
        public uint Policy;
        public ulong Flags;
        public int Nice;
        public uint Priority;
        public ulong Slice;
        public ulong Deadline;
        public ulong Period;
    }
}
