using UpCoach.LoadRunners.Engine.Thresholds;

namespace UpCoach.LoadRunners.Engine.Targets;

/// <summary>One thing that somebody asked for, with the threshold that judges it.</summary>
/// <param name="Id">Its stable name: <c>ws-latency</c>. Reports and comparisons call it by this.</param>
/// <param name="Text">What was asked for, in the asker's words.</param>
/// <param name="Group">The part of the request that it belongs to: <c>realtime</c>.</param>
public sealed record PlanTarget(string Id, string Text, string Group)
{
    /// <summary>Gets what judges it.</summary>
    /// <value>Null where <see cref="Unmeasured"/> says why nothing does.</value>
    public Threshold? Threshold { get; init; }

    /// <summary>Gets why this plan can't measure it.</summary>
    /// <value>Null where it is measured.</value>
    public string? Unmeasured { get; init; }

    /// <summary>Gets what was achieved before, in the asker's words: <c>45 ms</c>.</summary>
    /// <value>Empty where nothing is known.</value>
    public string Baseline { get; init; } = "";
}
