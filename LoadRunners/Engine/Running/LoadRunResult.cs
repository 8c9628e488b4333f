namespace UpCoach.LoadRunners.Engine.Running;

/// <summary>How a run of one process ended.</summary>
/// <param name="Elapsed">From the start stamp to the end of the last iteration.</param>
/// <param name="WasStopped">Whether it was stopped or aborted before its time.</param>
/// <param name="AbortReason">Why it was aborted; null if it was not.</param>
/// <param name="Progress">The final numbers.</param>
/// <param name="Errors">The first exceptions that scenarios threw, each once; for the log.</param>
public sealed record LoadRunResult(
    TimeSpan Elapsed, bool WasStopped, string? AbortReason, LoadProgress Progress, IReadOnlyList<string> Errors);
