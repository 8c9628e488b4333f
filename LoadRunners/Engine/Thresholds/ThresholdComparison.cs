namespace UpCoach.LoadRunners.Engine.Thresholds;

/// <summary>Compares values and intervals with limits.</summary>
internal static class ThresholdComparison
{
    /// <summary>Says whether a value holds.</summary>
    public static bool Holds(this ThresholdOperator comparison, double value, double limit) => comparison switch
    {
        ThresholdOperator.Less => value < limit,
        ThresholdOperator.LessOrEqual => value <= limit,
        ThresholdOperator.Greater => value > limit,
        ThresholdOperator.GreaterOrEqual => value >= limit,
        ThresholdOperator.Equal => value == limit,
        _ => value != limit,
    };

    /// <summary>Says what an interval comes to: a pass if its worse end holds, a fail if its better end doesn't.</summary>
    public static ConfidentVerdict Judge(this ThresholdOperator comparison, ConfidenceInterval interval, double limit)
    {
        if (comparison is ThresholdOperator.Equal or ThresholdOperator.NotEqual)
        {
            // Of a value that is estimated only difference can be proven.
            var differs = interval.Low > limit || interval.High < limit;
            return !differs ? ConfidentVerdict.NotEnoughData : comparison == ThresholdOperator.Equal ? ConfidentVerdict.Fail : ConfidentVerdict.Pass;
        }

        var isUpper = comparison is ThresholdOperator.Less or ThresholdOperator.LessOrEqual;
        var (worse, better) = isUpper ? (interval.High, interval.Low) : (interval.Low, interval.High);
        if (worse is { } worst && comparison.Holds(worst, limit)) return ConfidentVerdict.Pass;
        return better is { } best && !comparison.Holds(best, limit) ? ConfidentVerdict.Fail : ConfidentVerdict.NotEnoughData;
    }
}
