namespace UpCoach.LoadRunners.Runner.Steering;

/// <summary>Reads keys while a run lasts.</summary>
/// <param name="steering">What they steer.</param>
/// <param name="read">Gives a pressed key, or null; never waits.</param>
/// <param name="onChange">Told when a key changed something.</param>
internal sealed class KeyWatch(RunSteering steering, Func<char?> read, Action onChange)
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    /// <summary>Watches until it is stopped.</summary>
    public async Task RunAsync(TimeProvider clock, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Step, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
            {
                while (read() is { } key)
                {
                    if (await steering.PressAsync(key, stop)) onChange();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
    }
}
