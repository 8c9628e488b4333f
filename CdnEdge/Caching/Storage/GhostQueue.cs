namespace UpCoach.CdnEdge.Caching.Storage;

/// <summary>Remembers which keys were evicted lately, by their hashes: two keys of one hash only cost a wrong queue.</summary>
internal sealed class GhostQueue
{
    private readonly Queue<int> _order = new();
    private readonly HashSet<int> _hashes = [];

    public void Add(int hash, int capacity)
    {
        if (_hashes.Add(hash)) _order.Enqueue(hash);
        while (_order.Count > capacity) _hashes.Remove(_order.Dequeue());
    }

    /// <summary>Forgets a key, and says whether it was remembered.</summary>
    public bool Remove(int hash) => _hashes.Remove(hash);
}
