using System.Collections.Concurrent;

namespace UpCoach.MockUpCoach.Realtime.Delivery;

/// <summary>All realtime connections of this process. When it stops, they are told to come back elsewhere, and nobody new is taken.</summary>
internal sealed class Connections
{
    private readonly ConcurrentDictionary<Outbox, bool> open = new();
    private volatile bool isStopping;

    public Connections(IHostApplicationLifetime lifetime) => lifetime.ApplicationStopping.Register(Drain);

    public IEnumerable<Outbox> Open => open.Keys;

    /// <summary>Takes a connection.</summary>
    /// <returns>False if this process stops.</returns>
    public bool TryAdd(Outbox outbox)
    {
        open.TryAdd(outbox, true);
        if (isStopping)
            outbox.Close(CloseReason.Stopping);
        return !isStopping;
    }

    public void Remove(Outbox outbox) => open.TryRemove(outbox, out _);

    /// <summary>Says whether new connections are refused.</summary>
    public bool IsStopping => isStopping;

    public int Count<T>()
        where T : Outbox => open.Keys.OfType<T>().Count();

    private void Drain()
    {
        isStopping = true;
        foreach (var outbox in open.Keys)
            outbox.Close(CloseReason.Stopping);
    }
}
