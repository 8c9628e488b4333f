namespace UpCoach.LoadRunners.Engine.Thresholds;

/// <summary>What a threshold asks of a metric.</summary>
public enum Aggregation
{
    /// <summary>A counter's sum.</summary>
    Count,

    /// <summary>A counter's sum per second, or a rate's share.</summary>
    Rate,

    /// <summary>A gauge's last value.</summary>
    Value,

    /// <summary>A trend's mean.</summary>
    Avg,

    /// <summary>A trend's least value.</summary>
    Min,

    /// <summary>A trend's greatest value.</summary>
    Max,

    /// <summary>A trend's median.</summary>
    Med,

    /// <summary>A trend's percentile.</summary>
    Percentile,
}
