using UpCoach.LoadRunners.Engine.Running;
using UpCoach.LoadRunners.Engine.Thresholds;

namespace UpCoach.LoadRunners.Runner.Runs;

/// <summary>How a session ended.</summary>
/// <param name="StartedAt">The start stamp, UTC.</param>
/// <param name="Elapsed">From the start stamp to the end of the last iteration.</param>
/// <param name="Thresholds">Judged on the merge.</param>
/// <param name="AbortedBy">The threshold that ended the run; null if none did.</param>
/// <param name="Progress">The last that was heard from each member.</param>
/// <param name="Lost">Members that were lost.</param>
/// <param name="WasInterrupted">Whether a signal ended the run.</param>
/// <param name="Errors">Exceptions of scenarios, each once.</param>
internal sealed record LoadSessionResult(
    DateTimeOffset StartedAt,
    TimeSpan Elapsed,
    IReadOnlyList<ThresholdResult> Thresholds,
    Threshold? AbortedBy,
    IReadOnlyDictionary<string, LoadProgress> Progress,
    IReadOnlyList<LostMember> Lost,
    bool WasInterrupted,
    IReadOnlyList<string> Errors);
