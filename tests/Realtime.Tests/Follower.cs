using System.Runtime.ExceptionServices;

namespace UpCoach.Realtime.Tests;

/// <summary>A client that follows the platform through an outage. What goes wrong with it is kept for its own test; the others go on.</summary>
internal abstract class Follower : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private ExceptionDispatchInfo? failure;

    /// <summary>Connects, and waits for the first that comes.</summary>
    public Task BeginAsync(Uri edge, CancellationToken stop) => AttemptAsync(patience => ConnectAsync(edge, patience), stop);

    /// <summary>Receives what comes after a replica's death.</summary>
    /// <param name="round">0 for the first death, 1 for the second.</param>
    /// <param name="stop">Ends the wait.</param>
    public Task GoOnAsync(int round, CancellationToken stop) => AttemptAsync(patience => ReceiveAsync(round, patience), stop);

    /// <summary>Throws what went wrong, if anything did.</summary>
    public void CameThrough() => failure?.Throw();

    public abstract ValueTask DisposeAsync();

    protected abstract Task ConnectAsync(Uri edge, CancellationToken stop);

    protected abstract Task ReceiveAsync(int round, CancellationToken stop);

    private async Task AttemptAsync(Func<CancellationToken, Task> step, CancellationToken stop)
    {
        if (failure is not null)
            return;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(Patience);
        try
        {
            await step(patience.Token);
        }
        catch (Exception e)
        {
            failure = ExceptionDispatchInfo.Capture(e);
        }
    }
}
