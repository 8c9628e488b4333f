namespace UpCoach.LoadRunners.Engine.Clocks;

/// <summary>Waits for absolute moments, so that what is late once doesn't stay late.</summary>
internal interface IPacer
{
    /// <summary>Waits until a moment; at once if it is past.</summary>
    /// <returns>False if it was stopped before.</returns>
    ValueTask<bool> DelayUntilAsync(long timestamp, CancellationToken stop);
}
