namespace UpCoach.LoadRunners.Engine.Thresholds;

/// <summary>How sure a threshold must be before it counts: the plan's <c>verdict</c>. See docs/adr/0006-confident-verdicts.md.</summary>
public enum VerdictMode
{
    /// <summary><c>observed</c>: the observed value decides, as in k6; an interval that straddles the limit is only said.</summary>
    Observed,

    /// <summary><c>confident</c>: the whole confidence interval decides; where it straddles the limit there is not enough data.</summary>
    Confident,
}
