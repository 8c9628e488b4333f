namespace UpCoach.CdnEdge.Caching.Storage;

/// <summary>Decides what leaves when more is stored than may be.</summary>
/// <remarks>
/// S3-FIFO (Yang et al., "FIFO queues are all you need for cache eviction", SOSP 2023), by bytes. Most objects of a web cache are asked for once: a small queue lets them pass
/// without pushing out what is used. A hit only counts, up to 3, without a lock and without moving anything.
/// <code>
/// insert x:  in main if its key is remembered as evicted lately, else in small
/// evict:     small > 10 % of the limit ?  its oldest: used more than once -> main, else out, and its key remembered
///                                      :  the oldest of main: used -> to the end again, one use less, else out
/// </code>
/// Not safe for use by several threads: the store's lock guards it.
/// </remarks>
internal sealed class S3Fifo(long limitBytes)
{
    private const double SmallShare = 0.1;
    private readonly LinkedList<StoredResponse> _small = new();
    private readonly LinkedList<StoredResponse> _main = new();
    private readonly GhostQueue _evicted = new();
    private long _smallBytes;
    private long _mainBytes;

    public long Bytes => _smallBytes + _mainBytes;

    public int Count => _small.Count + _main.Count;

    /// <summary>Takes an entry in, and puts what has to leave for it into <paramref name="victims"/>.</summary>
    public void Add(StoredResponse entry, long weightBytes, List<StoredResponse> victims)
    {
        entry.Slot.WeightBytes = weightBytes;
        entry.Slot.Forget(0);
        Append(entry, isMain: _evicted.Remove(entry.Key.GetHashCode()));
        while (Bytes > limitBytes && Count > 0) Evict(victims);
    }

    /// <summary>Puts an entry in the place of one that it renews.</summary>
    public static void Replace(StoredResponse old, StoredResponse renewed)
    {
        if (old.Slot.Node is not { } node) return;
        node.Value = renewed;
        renewed.Slot.Node = node;
        renewed.Slot.WeightBytes = old.Slot.WeightBytes;
        renewed.Slot.Forget(old.Slot.Uses);
        old.Slot.Node = null;
    }

    /// <summary>Takes an entry out; one that is not in does no harm.</summary>
    public void Remove(StoredResponse entry)
    {
        if (entry.Slot.Node is not { } node || node.List is not { } queue) return;
        if (queue == _small) _smallBytes -= entry.Slot.WeightBytes;
        else if (queue == _main) _mainBytes -= entry.Slot.WeightBytes;
        else return;
        queue.Remove(node);
        entry.Slot.Node = null;
    }

    private void Evict(List<StoredResponse> victims)
    {
        if (_main.Count == 0 || (_small.Count > 0 && _smallBytes > limitBytes * SmallShare)) EvictFromSmall(victims);
        else EvictFromMain(victims);
    }

    private void EvictFromSmall(List<StoredResponse> victims)
    {
        var entry = _small.First!.Value;
        Remove(entry);
        if (entry.Slot.Uses > 1)
        {
            entry.Slot.Forget(0);
            Append(entry, isMain: true);
            return;
        }

        _evicted.Add(entry.Key.GetHashCode(), capacity: Math.Max(64, _main.Count));
        victims.Add(entry);
    }

    private void EvictFromMain(List<StoredResponse> victims)
    {
        var entry = _main.First!.Value;
        Remove(entry);
        if (entry.Slot.Uses == 0)
        {
            victims.Add(entry);
            return;
        }

        entry.Slot.Forget(entry.Slot.Uses - 1);
        Append(entry, isMain: true);
    }

    private void Append(StoredResponse entry, bool isMain)
    {
        entry.Slot.Node = (isMain ? _main : _small).AddLast(entry);
        if (isMain) _mainBytes += entry.Slot.WeightBytes;
        else _smallBytes += entry.Slot.WeightBytes;
    }
}
