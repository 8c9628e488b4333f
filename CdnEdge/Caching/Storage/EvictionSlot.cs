namespace UpCoach.CdnEdge.Caching.Storage;

/// <summary>What the eviction policy knows of one entry.</summary>
internal sealed class EvictionSlot
{
    // Three is what two bits hold: more uses than that say nothing more about the next one.
    private const int MostUses = 3;
    private int _uses;

    /// <summary>The entry's place in a queue; null while it is in none.</summary>
    public LinkedListNode<StoredResponse>? Node { get; set; }

    public long WeightBytes { get; set; }

    public int Uses => Volatile.Read(ref _uses);

    /// <summary>Notes a use; called on each hit without a lock, and a lost count costs nothing.</summary>
    public void Use()
    {
        var uses = Volatile.Read(ref _uses);
        if (uses < MostUses) Volatile.Write(ref _uses, uses + 1);
    }

    public void Forget(int uses) => Volatile.Write(ref _uses, uses);
}
