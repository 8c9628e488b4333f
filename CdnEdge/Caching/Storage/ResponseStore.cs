using System.Collections.Concurrent;

namespace UpCoach.CdnEdge.Caching.Storage;

/// <summary>The stored answers: those in memory, and those whose bodies are on the disk.</summary>
/// <remarks>
/// Reading takes no lock. Every change is made under one, which is held for no longer than it takes to link a few nodes: files are written and deleted outside.
/// What leaves memory moves to the disk when it is worth a file; what is asked for on the disk comes back.
/// </remarks>
internal sealed class ResponseStore
{
    // Negotiated answers of one target; an origin that varies on something unique to each user must not fill the store.
    private const int MostVariants = 32;

    private readonly ConcurrentDictionary<CacheKey, StoredResponse[]> _resources = new();
    private readonly Lock _gate = new();
    private readonly S3Fifo _memory;
    private readonly S3Fifo _disk;
    private readonly DiskFolder _folder;
    private readonly InvalidationClock _invalidated;
    private long _evictions;

    public ResponseStore(CacheOptions options, DiskFolder folder, TimeProvider clock)
    {
        _invalidated = new InvalidationClock(clock);
        _memory = new S3Fifo(options.MemoryBytes);
        _disk = new S3Fifo(options.DiskBytes);
        _folder = folder;
    }

    public long MemoryBytes => _memory.Bytes;

    public long DiskBytes => _disk.Bytes;

    public int MemoryEntries => _memory.Count;

    public int DiskEntries => _disk.Count;

    public long Evictions => Interlocked.Read(ref _evictions);

    /// <summary>The stored answers to a target, the newest first; empty where there is none.</summary>
    public StoredResponse[] Find(in CacheKey key) => _resources.TryGetValue(key, out var variants) ? variants : [];

    /// <summary>Stores an answer in place of the one to the same request, unless its target was invalidated since it was asked for.</summary>
    public void Add(StoredResponse response, DateTimeOffset requestedAt)
    {
        if (_invalidated.IsSince(response.Key, requestedAt))
        {
            DiskFolder.Delete(response.Body);
            return;
        }

        List<StoredResponse> victims = [], gone = [];
        lock (_gate)
        {
            var variants = Find(response.Key);
            gone.AddRange(variants.Where(other => other.Vary.IsSameAs(response.Vary)));
            gone.AddRange(variants.Except(gone).Skip(MostVariants - 1));
            foreach (var other in gone) Unlink(other);
            _resources[response.Key] = [response, .. variants.Except(gone)];
            Link(response, victims);
            foreach (var victim in victims.Where(victim => !IsWorthAFile(victim))) Drop(victim);
        }

        Interlocked.Add(ref _evictions, victims.Count);
        foreach (var other in gone) DiskFolder.Delete(other.Body);
        foreach (var victim in victims) MoveToDiskOrDelete(victim);
    }

    /// <summary>Puts an answer that the origin confirmed in the place of what it was before.</summary>
    public void Renew(StoredResponse old, StoredResponse renewed)
    {
        lock (_gate)
        {
            var variants = Find(old.Key);
            var position = Array.IndexOf(variants, old);

            // One that waits to be written to the disk is in no queue: it stays stale, and is asked about once more.
            if (position < 0 || old.Slot.Node is null) return;
            var changed = (StoredResponse[])variants.Clone();
            changed[position] = renewed;
            _resources[old.Key] = changed;
            S3Fifo.Replace(old, renewed);
        }
    }

    /// <summary>Takes a body that is used back into memory.</summary>
    public void Promote(StoredResponse response, MemoryBody body)
    {
        var file = response.Body;
        List<StoredResponse> victims = [];
        lock (_gate)
        {
            if (file is not DiskBody || response.Slot.Node is null || response.Body != file) return;
            _disk.Remove(response);
            response.MoveBody(body);
            Link(response, victims);
            foreach (var victim in victims.Where(victim => !IsWorthAFile(victim))) Drop(victim);
        }

        DiskFolder.Delete(file);
        foreach (var victim in victims) MoveToDiskOrDelete(victim);
    }

    /// <summary>Forgets the answers to a target.</summary>
    /// <returns>How many there were.</returns>
    public int Remove(in CacheKey key)
    {
        _invalidated.Note(key);
        StoredResponse[]? variants;
        lock (_gate)
        {
            if (!_resources.TryRemove(key, out variants)) return 0;
            foreach (var response in variants) Unlink(response);
        }

        foreach (var response in variants) DiskFolder.Delete(response.Body);

        // What this node made of it goes with it.
        var target = key;
        return variants.Length + (key.Variant is null ? RemoveAll(stored => stored.Key.IsVariantOf(target)) : 0);
    }

    /// <summary>Forgets one answer.</summary>
    public void Remove(StoredResponse response)
    {
        lock (_gate) Drop(response);
        DiskFolder.Delete(response.Body);
    }

    /// <summary>Forgets all answers that a condition meets; looks at every one.</summary>
    /// <returns>How many there were.</returns>
    public int RemoveWhere(Func<StoredResponse, bool> condition)
    {
        _invalidated.NoteEverything();
        return RemoveAll(condition);
    }

    private int RemoveAll(Func<StoredResponse, bool> condition)
    {
        var found = _resources.Values.SelectMany(variants => variants).Where(condition).ToList();
        foreach (var response in found) Remove(response);
        return found.Count;
    }

    private void Link(StoredResponse response, List<StoredResponse> victims)
    {
        if (response.Body is DiskBody file) _disk.Add(response, DiskFolder.WeightOf(file), victims);
        else _memory.Add(response, response.WeightBytes, victims);
    }

    private void Unlink(StoredResponse response)
    {
        _memory.Remove(response);
        _disk.Remove(response);
    }

    private void Drop(StoredResponse response)
    {
        Unlink(response);
        var left = Find(response.Key).Where(other => other != response).ToArray();
        if (left.Length > 0) _resources[response.Key] = left;
        else _resources.TryRemove(response.Key, out _);
    }

    private bool IsWorthAFile(StoredResponse victim) => victim.Body is MemoryBody && _folder.IsWorthAFile(victim.Body.Length);

    private void MoveToDiskOrDelete(StoredResponse victim)
    {
        if (!IsWorthAFile(victim)) DiskFolder.Delete(victim.Body);
        else if (!_folder.TryWrite((MemoryBody)victim.Body, file => Settle(victim, file))) Remove(victim);
    }

    // The file is written: the entry may be gone or renewed by now.
    private void Settle(StoredResponse victim, DiskBody? file)
    {
        List<StoredResponse> victims = [];
        lock (_gate)
        {
            if (file is null) Drop(victim);
            else if (Find(victim.Key).Contains(victim) && victim.Slot.Node is null)
            {
                victim.MoveBody(file);
                _disk.Add(victim, DiskFolder.WeightOf(file), victims);
                foreach (var other in victims) Drop(other);
                file = null;
            }
        }

        DiskFolder.Delete(file);
        foreach (var other in victims) DiskFolder.Delete(other.Body);
    }
}
