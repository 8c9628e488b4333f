namespace UpCoach.LoadRunners.Engine.ServerMetrics;

/// <summary>Where server metrics come from.</summary>
public interface IServerMetricSource
{
    /// <summary>Asks for a metric's value now.</summary>
    /// <returns>The value; null if there is none, or it can't be had: that is no sample, and no error.</returns>
    ValueTask<double?> ReadAsync(ServerMetric metric, CancellationToken stop);
}
