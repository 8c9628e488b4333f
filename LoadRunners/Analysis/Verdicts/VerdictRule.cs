using System.Globalization;
using UpCoach.LoadRunners.Engine.Thresholds;

namespace UpCoach.LoadRunners.Analysis.Verdicts;

/// <summary>Draws the verdict of a run.</summary>
/// <remarks>
/// The first row that fits decides:
/// <code>
/// interrupted by a signal           -> Interrupted   105
/// the run is void                   -> Void            3
/// any threshold crossed             -> Failed         99
/// any threshold without data        -> NotEnoughData   3
/// mode confident, any not certain   -> NotEnoughData   3
/// nothing measured at all           -> NotEnoughData   3
/// otherwise                         -> Passed          0
/// </code>
/// A void run outranks a crossed threshold: when the generator could not keep its promise, a crossed limit may be the generator's own.
/// In mode confident a threshold is crossed only if its whole interval is; one whose interval straddles the limit is not certain, either way.
/// </remarks>
public static class VerdictRule
{
    /// <summary>Exit code of a run whose thresholds all held.</summary>
    public const int Passed = 0;

    /// <summary>Exit code of a run that proves nothing.</summary>
    public const int NotEnoughData = 3;

    /// <summary>Exit code of a crossed threshold, as k6's.</summary>
    public const int Failed = 99;

    /// <summary>Exit code of a run stopped by a signal, as k6's.</summary>
    public const int Interrupted = 105;

    /// <summary>Draws the verdict.</summary>
    public static RunVerdict Judge(VerdictEvidence evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        var isConfident = evidence.Mode == VerdictMode.Confident;
        var crossed = evidence.Thresholds
            .Where(result => isConfident ? result.Confident == ConfidentVerdict.Fail : result.Verdict == Verdict.Failed).ToList();
        if (evidence.WasInterrupted)
        {
            return new RunVerdict(RunOutcome.Interrupted, Interrupted,
                ["The run was stopped before its end; what was measured until then is kept.", .. crossed.Select(Crossed)]);
        }

        if (evidence.VoidReasons.Count > 0)
        {
            return new RunVerdict(RunOutcome.Void, NotEnoughData, evidence.VoidReasons);
        }

        if (crossed.Count > 0)
        {
            return new RunVerdict(RunOutcome.Failed, Failed, [.. crossed.Select(Crossed)]);
        }

        List<string> open =
        [
            .. evidence.Thresholds.Where(result => result.Verdict == Verdict.NoData)
                .Select(Silent),
            .. evidence.Thresholds.Where(result => isConfident && result is { Verdict: not Verdict.NoData, Confident: ConfidentVerdict.NotEnoughData })
                .Select(result => $"{result.Threshold.Id} is not certain: {Width(result)}. Run longer, or repeat the run."),
        ];
        if (open.Count > 0) return new RunVerdict(RunOutcome.NotEnoughData, NotEnoughData, open);
        return evidence.Samples == 0
            ? new RunVerdict(RunOutcome.NotEnoughData, NotEnoughData, ["Nothing was measured."])
            : new RunVerdict(RunOutcome.Passed, Passed, [Held(evidence)]);
    }

    private static string Crossed(ThresholdResult result) => $"{result.Threshold.Id} was crossed.";

    private static string Silent(ThresholdResult result) => result.Samples == 0
        ? $"No sample for {result.Threshold.Id}: a threshold without data is not a pass."
        : string.Create(CultureInfo.InvariantCulture, $"{result.Samples:#,0} samples for {result.Threshold.Id}, which asks for {result.Threshold.MinSamples:#,0}: not a pass.");

    private static string Width(ThresholdResult result) => string.Create(
        CultureInfo.InvariantCulture,
        $"the true value lies between {Bound(result.Interval?.Low)} and {Bound(result.Interval?.High)} "
        + $"({result.Samples:#,0} samples, worth {result.Interval?.EffectiveSamples:#,0} independent ones)");

    private static string Bound(double? bound) => bound?.ToString("0.####", CultureInfo.InvariantCulture) ?? "unknown";

    private static string Held(VerdictEvidence evidence)
    {
        var samples = evidence.Samples.ToString("#,0", CultureInfo.InvariantCulture);
        return evidence.Thresholds.Count switch
        {
            0 => $"No threshold was set; {samples} requests were measured.",
            1 => $"The threshold held on {samples} requests.",
            var count => string.Create(CultureInfo.InvariantCulture, $"All {count} thresholds held on {samples} requests."),
        };
    }
}
