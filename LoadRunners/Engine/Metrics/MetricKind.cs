namespace UpCoach.LoadRunners.Engine.Metrics;

/// <summary>The four kinds of metrics, as in k6.</summary>
public enum MetricKind
{
    /// <summary>A sum.</summary>
    Counter,

    /// <summary>A latest value, with the least and the greatest seen.</summary>
    Gauge,

    /// <summary>A share: how many of all were true.</summary>
    Rate,

    /// <summary>A distribution.</summary>
    Trend,
}
