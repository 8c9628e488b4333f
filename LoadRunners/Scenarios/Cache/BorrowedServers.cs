using UpCoach.LoadRunners.Scenarios.Lab;

namespace UpCoach.LoadRunners.Scenarios.Cache;

/// <summary>Servers of the lab that run only as long as a scenario needs them.</summary>
internal sealed class BorrowedServers(LabServices lab) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly LabControl _control = lab.OpenControl();
    private readonly Lock _lock = new();
    private readonly List<string> _running = []; // under _lock

    /// <summary>Starts servers, all at once, and waits until all are healthy.</summary>
    /// <returns>Their connection strings, in the order of the names.</returns>
    public Task<string[]> StartAsync(CancellationToken stop, params string[] names) => Task.WhenAll(names.Select(async name =>
    {
        lock (_lock) _running.Add(name);
        var started = await _control.StartAsync(name, stop);
        return started.ConnectionString ?? throw new InvalidOperationException($"{name} runs, but the lab gives no connection string.");
    }));

    /// <summary>Kills a server.</summary>
    public async Task KillAsync(string name, CancellationToken stop)
    {
        await _control.KillAsync(name, stop);
        lock (_lock) _running.Remove(name);
    }

    /// <summary>Stops what runs, the last one started first.</summary>
    public async ValueTask DisposeAsync()
    {
        using var late = new CancellationTokenSource(Patience, TimeProvider.System);
        try
        {
            await Task.WhenAll(Enumerable.Reverse(_running).Select(name => _control.StopAsync(name, late.Token)));
        }
        finally
        {
            _control.Dispose();
        }
    }
}
