namespace UpCoach.LoadRunners.Engine.Thresholds;

/// <summary>A threshold and what was observed.</summary>
/// <param name="Threshold">The threshold.</param>
/// <param name="Observed">The observed value, with a window that of the worst one; null if there was no sample.</param>
/// <param name="Verdict">What became of it.</param>
/// <param name="Samples">The number of samples behind the value.</param>
public sealed record ThresholdResult(Threshold Threshold, double? Observed, Verdict Verdict, long Samples)
{
    /// <summary>Gets where the true value lies.</summary>
    /// <value>Null where nothing is estimated: a count, a least or greatest value, a gauge; or where nothing was observed.</value>
    public ConfidenceInterval? Interval { get; init; }

    /// <summary>Gets what the interval says; without one, what the observed value says.</summary>
    public ConfidentVerdict Confident => (Verdict, Interval) switch
    {
        (Verdict.NoData, _) => ConfidentVerdict.NotEnoughData,
        (_, { } interval) => Threshold.Operator.Judge(interval, Threshold.Limit),
        (Verdict.Passed, _) => ConfidentVerdict.Pass,
        _ => ConfidentVerdict.Fail,
    };

    /// <summary>Gets the room left until the limit as a share of the limit: positive if it holds, negative if it is crossed.</summary>
    /// <value>Null if nothing was observed, the limit is 0, or it compares for (in)equality.</value>
    public double? MarginRatio => (Observed, Threshold.Operator) switch
    {
        (null, _) or (_, ThresholdOperator.Equal or ThresholdOperator.NotEqual) => null,
        _ when Threshold.Limit == 0 => null,
        ({ } observed, ThresholdOperator.Less or ThresholdOperator.LessOrEqual) => (Threshold.Limit - observed) / Math.Abs(Threshold.Limit),
        ({ } observed, _) => (observed - Threshold.Limit) / Math.Abs(Threshold.Limit),
    };
}
