using UpCoach.Hosting.LocalImages;
using UpCoach.Hosting.Running.Processes;

namespace UpCoach.Hosting.Running;

/// <summary>How a resource is started here.</summary>
/// <param name="Process">The process.</param>
/// <param name="Readiness">Asks the running program whether it serves; null where only health checks tell.</param>
/// <param name="Program">The program that stands for an image, with its version; null for the resource's own.</param>
internal sealed record Launch(ProcessSpec Process, IReadinessProbe? Readiness = null, string? Program = null);
