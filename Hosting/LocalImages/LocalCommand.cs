using UpCoach.Hosting.Running.Processes;

namespace UpCoach.Hosting.LocalImages;

/// <summary>How to run a container here.</summary>
/// <param name="Process">The process to start; it carries the stop signal.</param>
/// <param name="Readiness">Asks the running program whether it serves.</param>
public sealed record LocalCommand(ProcessSpec Process, IReadinessProbe Readiness);
