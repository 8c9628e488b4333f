using Npgsql;

namespace UpCoach.MockUpCoach.Auth;

/// <summary>Reads the signing keys anew every few minutes: so a process learns of a key that another made, long before it signs.</summary>
internal sealed class KeyRotation(SigningKeyRing keys, TimeProvider clock) : BackgroundService
{
    // Half of what KeySchedule.Publication leaves beside the 10 minutes of a cached key set.
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await LoadAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopped.
        }
    }

    private async Task LoadAsync(CancellationToken stop)
    {
        try
        {
            await keys.LoadAsync(stop);
        }
        catch (NpgsqlException)
        {
            // The keys in memory are good for another while; the next tick tries again.
        }
    }
}
