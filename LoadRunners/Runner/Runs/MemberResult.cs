using UpCoach.LoadRunners.Engine.Running;

namespace UpCoach.LoadRunners.Runner.Runs;

/// <summary>How a member's share ended.</summary>
/// <param name="Elapsed">From the start stamp to the end of its last iteration.</param>
/// <param name="WasStopped">Whether it was stopped before its time.</param>
/// <param name="Progress">The final numbers.</param>
/// <param name="Errors">The first exceptions that scenarios threw.</param>
internal sealed record MemberResult(TimeSpan Elapsed, bool WasStopped, LoadProgress Progress, IReadOnlyList<string> Errors);
