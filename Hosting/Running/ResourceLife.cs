using UpCoach.Hosting.ApplicationModel;

namespace UpCoach.Hosting.Running;

/// <summary>A resource over all its runs, of which at most one lives.</summary>
/// <remarks>
/// Starts and stops take turns only until it is settled which run they are about: a stop may end a start that is under way, and a second stop
/// may hurry the first. A start after a stop waits until nothing is left of the run before.
/// </remarks>
internal sealed class ResourceLife(IResource resource, Func<ResourceRun> createRun) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    // All written by who has the turn.
    private ResourceRun? _run;
    private Task _start = Task.CompletedTask;
    private CancellationTokenSource _end = new();

    public IResource Resource => resource;

    /// <summary>Starts a run, unless one lives. Returns when it is ready, has failed, has ended or can't be had here.</summary>
    /// <param name="stopping">Ends the run's start: no run begins any more.</param>
    public async Task StartAsync(CancellationToken stopping)
    {
        await _turn.WaitAsync(stopping).ConfigureAwait(false);
        Task start;
        try
        {
            if (_run is null || _end.IsCancellationRequested || (_start.IsCompleted && !_run.IsAlive))
            {
                await BeginAsync(stopping).ConfigureAwait(false);
            }

            start = _start;
        }
        finally
        {
            _turn.Release();
        }

        await start.ConfigureAwait(false);
    }

    /// <summary>Ends the run that lives, if any; returns when nothing of it is left.</summary>
    /// <param name="cancellation">Cuts the grace time short.</param>
    public async Task StopAsync(CancellationToken cancellation)
    {
        await _turn.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        var (run, start) = (_run, _start);
        try
        {
            await _end.CancelAsync().ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }

        await start.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default).ConfigureAwait(false);
        if (run is not null)
        {
            await run.StopAsync(cancellation).ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
        _end.Dispose();
        _turn.Dispose();
    }

    private async Task BeginAsync(CancellationToken stopping)
    {
        if (_run is not null)
        {
            await _start.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default).ConfigureAwait(false);
            await _run.StopAsync(stopping).ConfigureAwait(false);
        }

        stopping.ThrowIfCancellationRequested();
        _end.Dispose();
        _end = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var (run, end) = (createRun(), _end.Token);
        _run = run;
        _start = Task.Run(() => run.StartAsync(end), CancellationToken.None);
    }
}
