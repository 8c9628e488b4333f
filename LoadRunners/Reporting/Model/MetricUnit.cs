namespace UpCoach.LoadRunners.Reporting.Model;

/// <summary>What the values of a metric are, as k6's <c>contains</c>.</summary>
public enum MetricUnit
{
    /// <summary>Plain numbers.</summary>
    Plain,

    /// <summary>Milliseconds.</summary>
    Time,

    /// <summary>Bytes.</summary>
    Data,
}
