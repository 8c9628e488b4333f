using System.Collections.Immutable;

namespace UpCoach.LoadRunners.Protocols.NetworkConditions;

/// <summary>One direction of all connections of a proxy. Its conditions may change at any time, from any thread.</summary>
public sealed class Link
{
    private readonly Action<TimeoutToxic> _onTimeout;
    private readonly Lock _lock = new();
    private ImmutableList<Toxic> _toxics = []; // written under _lock
    private TaskCompletionSource? _hold; // under _lock
    private long _bytes;

    internal Link(IEnumerable<Toxic> toxics, Action<TimeoutToxic> onTimeout)
    {
        _onTimeout = onTimeout;
        Use([.. toxics]);
    }

    /// <summary>Gets or sets what is wrong with this direction; empty for nothing.</summary>
    /// <value>What is under way already arrives as it was going to; what follows meets the new conditions.</value>
    public IReadOnlyList<Toxic> Toxics
    {
        get => Volatile.Read(ref _toxics);
        set => Use([.. value]);
    }

    /// <summary>Gets the bytes that have arrived in this direction.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Gets a task that ends when nothing holds the link any more.</summary>
    internal Task Held
    {
        get
        {
            lock (_lock) return _hold?.Task ?? Task.CompletedTask;
        }
    }

    internal TimeoutToxic? Timeout => Volatile.Read(ref _toxics).OfType<TimeoutToxic>().FirstOrDefault();

    internal void Arrived(int bytes) => Interlocked.Add(ref _bytes, bytes);

    private void Use(ImmutableList<Toxic> toxics)
    {
        var timeout = toxics.OfType<TimeoutToxic>().FirstOrDefault();
        TaskCompletionSource? released = null;
        lock (_lock)
        {
            if (timeout is not null) _hold ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            else (released, _hold) = (_hold, null);
            Volatile.Write(ref _toxics, toxics);
        }

        released?.SetResult();
        if (timeout is not null) _onTimeout(timeout);
    }
}
