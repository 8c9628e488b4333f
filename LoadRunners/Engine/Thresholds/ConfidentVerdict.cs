namespace UpCoach.LoadRunners.Engine.Thresholds;

/// <summary>What a threshold's confidence interval says.</summary>
public enum ConfidentVerdict
{
    /// <summary>The whole interval holds.</summary>
    Pass,

    /// <summary>The whole interval is beyond the limit.</summary>
    Fail,

    /// <summary>The interval straddles the limit, or there are too few samples for a bound on the side that matters.</summary>
    NotEnoughData,
}
