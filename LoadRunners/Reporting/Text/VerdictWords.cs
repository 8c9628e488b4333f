using UpCoach.LoadRunners.Analysis.Verdicts;
using UpCoach.LoadRunners.Engine.Thresholds;
using UpCoach.LoadRunners.Reporting.Model;

namespace UpCoach.LoadRunners.Reporting.Text;

/// <summary>The words for a verdict, the same in every format.</summary>
public static class VerdictWords
{
    /// <summary>The headline of a run.</summary>
    public static string Headline(RunOutcome outcome) => outcome switch
    {
        RunOutcome.Passed => "Passed",
        RunOutcome.Failed => "Failed",
        RunOutcome.NotEnoughData => "Not enough data",
        RunOutcome.Void => "Void",
        RunOutcome.Interrupted => "Interrupted",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };

    /// <summary>The mark beside a threshold.</summary>
    public static string Mark(Verdict state) => state switch
    {
        Verdict.Passed => "✓",
        Verdict.Failed => "✗",
        Verdict.NoData => "?",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    /// <summary>The word beside a threshold: pass, fail or not enough data; a pass or fail that the bounds don't confirm says so.</summary>
    public static string Word(ThresholdRow row) => row.State switch
    {
        Verdict.Passed => row.IsCertain ? "pass" : "pass (not certain)",
        Verdict.Failed => row.IsCertain ? "fail" : "fail (not certain)",
        Verdict.NoData => "not enough data",
        _ => throw new ArgumentOutOfRangeException(nameof(row)),
    };

    /// <summary>Where the true value lies, and what it rests on: <c>95 % bounds 30.1 ms to 35.2 ms, n 4,907 worth 812</c>; empty where nothing is estimated.</summary>
    public static string Bounds(ThresholdRow row)
    {
        if (row.Bounds is not { } bounds)
        {
            return "";
        }

        if (bounds is { Low: null, High: null })
        {
            return $"too few samples for bounds, n {Figures.Count(row.Samples)}";
        }

        var reach = (bounds.Low, bounds.High) switch
        {
            ({ } low, null) => $"95 % bound {Figures.InUnit(low, row.Unit)} or more, too few samples for an upper one",
            (_, null) => "",
            (null, { } high) => $"95 % bound {Figures.InUnit(high, row.Unit)} or less, too few samples for a lower one",
            ({ } low, { } high) => $"95 % bounds {Figures.InUnit(low, row.Unit)} to {Figures.InUnit(high, row.Unit)}",
        };
        return $"{reach}, n {Figures.Count(row.Samples)} worth {Figures.Count(bounds.EffectiveSamples)}";
    }
}
