namespace UpCoach.Testing;

/// <summary>Waits for a condition, never for a time.</summary>
public static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    /// <summary>Asks until the answer is yes.</summary>
    /// <exception cref="TimeoutException">It was not within a minute.</exception>
    public static Task TrueAsync(Func<bool> condition, string what) => TrueAsync(() => Task.FromResult(condition()), what, CancellationToken.None);

    /// <summary>Asks until the answer is yes.</summary>
    /// <exception cref="TimeoutException">It was not within a minute.</exception>
    public static async Task TrueAsync(Func<Task<bool>> condition, string what, CancellationToken stop = default)
    {
        var clock = TimeProvider.System;
        var began = clock.GetTimestamp();
        while (!await condition())
        {
            if (clock.GetElapsedTime(began) > Patience)
                throw new TimeoutException($"Waited in vain: {what}.");
            await Task.Delay(Pause, clock, stop);
        }
    }

    /// <summary>Asks an address until it answers with success.</summary>
    /// <exception cref="TimeoutException">It did not within a minute.</exception>
    public static async Task HealthyAsync(Uri address, string what)
    {
        using var client = new HttpClient();
        await TrueAsync(async () =>
        {
            try
            {
                using var health = await client.GetAsync(address);
                return health.IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        }, what);
    }
}
