using UpCoach.LoadRunners.Engine.Thresholds;

namespace UpCoach.LoadRunners.Analysis.Verdicts;

/// <summary>What a verdict is drawn from.</summary>
/// <param name="Thresholds">Each threshold with its answer.</param>
/// <param name="Samples">Requests, or iterations where a plan makes no request, that were measured.</param>
/// <param name="WasInterrupted">True when a signal or a person stopped the run.</param>
/// <param name="VoidReasons">Why the run proves nothing; empty when it does.</param>
/// <param name="Mode">How sure a threshold must be.</param>
public sealed record VerdictEvidence(
    IReadOnlyList<ThresholdResult> Thresholds,
    long Samples,
    bool WasInterrupted,
    IReadOnlyList<string> VoidReasons,
    VerdictMode Mode = VerdictMode.Observed);
