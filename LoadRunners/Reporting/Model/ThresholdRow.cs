using UpCoach.LoadRunners.Engine.Thresholds;

namespace UpCoach.LoadRunners.Reporting.Model;

/// <summary>One threshold and what was observed.</summary>
/// <param name="Metric">Metric or sub-metric, as in the plan.</param>
/// <param name="Expression">As in the plan, <c>p(95)&lt;500</c>.</param>
/// <param name="State">Passed, failed or no data.</param>
/// <param name="Observed">The aggregated value; null without data.</param>
/// <param name="Limit">The number in the expression.</param>
/// <param name="Unit"><c>ms</c>, <c>ratio</c>, <c>per second</c> or empty for a count.</param>
/// <param name="MarginRatio">Distance to the limit over the limit: positive inside, negative beyond; null without data, with a limit of 0, or for equality.</param>
/// <param name="HasAborted">True when crossing it ended the run early.</param>
public sealed record ThresholdRow(
    string Metric, string Expression, Verdict State, double? Observed, double Limit, string Unit, double? MarginRatio, bool HasAborted = false)
{
    /// <summary>Samples behind the observed value.</summary>
    public long Samples { get; init; }

    /// <summary>Where the true value lies; null where nothing is estimated.</summary>
    public ThresholdBounds? Bounds { get; init; }

    /// <summary>What the bounds say; without them, what the observed value says.</summary>
    public ConfidentVerdict Confident { get; init; }

    /// <summary>Whether the bounds say the same as the observed value.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsCertain => (State, Confident) is (Verdict.Passed, ConfidentVerdict.Pass) or (Verdict.Failed, ConfidentVerdict.Fail);

    /// <summary>The stable id by which runs are compared.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Id => $"{Metric}: {Expression}";
}
