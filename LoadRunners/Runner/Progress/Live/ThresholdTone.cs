using UpCoach.LoadRunners.Engine.Thresholds;

namespace UpCoach.LoadRunners.Runner.Progress.Live;

/// <summary>The colour of a threshold while the run goes on.</summary>
internal static class ThresholdTone
{
    /// <summary>Distance to the limit, over the limit, within which a threshold is amber.</summary>
    public const double NearRatio = 0.10;

    /// <summary>Gives Spectre's name of the colour: green holds, amber (yellow) is near its limit, red is crossed, grey has no data.</summary>
    public static string Of(ThresholdResult result) => result.Verdict switch
    {
        Verdict.Failed => "red",
        Verdict.NoData => "grey",
        _ when result.MarginRatio is < NearRatio => "yellow",
        _ => "green",
    };
}
