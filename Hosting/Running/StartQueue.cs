namespace UpCoach.Hosting.Running;

/// <summary>Lets few resources start at a time, those first that the longest chain of others waits for.</summary>
/// <remarks>
/// A start is mostly work of the processor. Side by side all of them come late; in turn the longest chain is over when it would be on a machine of its own.
/// A place is only lent for a while: who waits for something that no declaration names holds nobody up for long.
/// </remarks>
/// <param name="places">How many may start at a time.</param>
/// <param name="lease">How long a start may keep others waiting.</param>
/// <param name="time">The clock.</param>
internal sealed class StartQueue(int places, TimeSpan lease, TimeProvider time)
{
    private readonly Lock gate = new();

    // Under the gate.
    private readonly PriorityQueue<TaskCompletionSource, (int Followers, int Order)> waiting = new();
    private int free = places;
    private int entered;

    /// <summary>Waits for a place.</summary>
    /// <param name="followers">How many layers of others wait for this one.</param>
    /// <param name="cancellation">Gives up the wait.</param>
    /// <returns>The place; dispose it when the start is over.</returns>
    public async Task<IDisposable> EnterAsync(int followers, CancellationToken cancellation)
    {
        var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            waiting.Enqueue(turn, (-followers, entered++));
            Admit();
        }

        try
        {
            await turn.Task.WaitAsync(cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Its turn may have come at the same moment.
            if (!turn.TrySetCanceled(cancellation))
                Leave();
            throw;
        }

        return new Place(Leave, lease, time);
    }

    private void Leave()
    {
        lock (gate)
        {
            free++;
            Admit();
        }
    }

    // Under the gate. One that has given up its wait is passed over.
    private void Admit()
    {
        while (free > 0 && waiting.TryDequeue(out var next, out _))
        {
            if (next.TrySetResult())
                free--;
        }
    }

    // Given back by whoever is first, its holder or the clock.
    private sealed class Place : IDisposable
    {
        private readonly ITimer timer;
        private Action? leave;

        public Place(Action leave, TimeSpan lease, TimeProvider time)
        {
            this.leave = leave;
            timer = time.CreateTimer(_ => GiveBack(), null, lease, Timeout.InfiniteTimeSpan);
        }

        public void Dispose()
        {
            timer.Dispose();
            GiveBack();
        }

        private void GiveBack() => Interlocked.Exchange(ref leave, null)?.Invoke();
    }
}
