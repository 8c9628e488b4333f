using System.Reflection;
using System.Runtime.InteropServices;
using UpCoach.LoadRunners.Reporting.Model;

namespace UpCoach.LoadRunners.Runner.Machine;

/// <summary>Takes this machine's fingerprint.</summary>
internal static class MachineProbe
{
    public static MachineFacts Take()
    {
        var version = (typeof(MachineProbe).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "").Split('+');
        return new MachineFacts(
            Field("/proc/cpuinfo", "model name", ':') ?? RuntimeInformation.ProcessArchitecture.ToString(),
            Environment.ProcessorCount,
            GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
            Field("/etc/os-release", "PRETTY_NAME", '=')?.Trim('"') ?? RuntimeInformation.OSDescription,
            RuntimeInformation.FrameworkDescription,
            version[0],
            version.ElementAtOrDefault(1) is { Length: > 0 } commit ? commit : null);
    }

    private static string? Field(string file, string name, char separator) => File.Exists(file)
        ? File.ReadLines(file).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))?.Split(separator, 2).ElementAtOrDefault(1)?.Trim()
        : null;
}
