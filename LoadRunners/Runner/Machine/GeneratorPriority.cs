using System.ComponentModel;
using System.Diagnostics;

namespace UpCoach.LoadRunners.Runner.Machine;

/// <summary>Puts the generator before what it loads, where both share a machine: a user who waits for a processor starts late, and takes the wait for the system's.</summary>
internal static class GeneratorPriority
{
    /// <summary>Asks for it; without the right to, all stays as it is. Threads that exist already keep theirs, so it comes first.</summary>
    public static void Raise()
    {
        try
        {
            using var own = Process.GetCurrentProcess();
            own.PriorityClass = ProcessPriorityClass.AboveNormal;
        }
        catch (Win32Exception)
        {
            // The right to is the administrator's.
        }
    }
}
