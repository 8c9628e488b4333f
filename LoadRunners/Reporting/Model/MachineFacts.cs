namespace UpCoach.LoadRunners.Reporting.Model;

/// <summary>The fingerprint of a machine: figures of different machines don't compare.</summary>
/// <param name="CpuModel">As the processor names itself.</param>
/// <param name="Cores">Logical processors that the process may use.</param>
/// <param name="MemoryBytes">Memory that the process may use.</param>
/// <param name="OperatingSystem">Name and version.</param>
/// <param name="Runtime">.NET version.</param>
/// <param name="LabVersion">Version of this lab.</param>
/// <param name="GitCommit">Commit of the working copy; null outside one.</param>
public sealed record MachineFacts(
    string CpuModel, int Cores, long MemoryBytes, string OperatingSystem, string Runtime, string LabVersion, string? GitCommit);
