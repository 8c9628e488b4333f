namespace UpCoach.LoadRunners.Scenarios.Realtime.Streams;

/// <summary>Holds what a client was sent live against what the server has recorded.</summary>
internal sealed class HistoryAudit
{
    private readonly SortedDictionary<long, (ulong Hash, bool IsWhole)> _live = [];
    private readonly Dictionary<long, ulong> _recorded = [];

    /// <summary>Gets the number of the first live event; null if there was none.</summary>
    public long? First => _live.Count > 0 ? _live.Keys.First() : null;

    /// <summary>Gets whether the server's record has come up to the last live event.</summary>
    public bool IsComplete => _live.Count > 0 && _recorded.ContainsKey(_live.Keys.Last());

    /// <summary>Takes a live event; the same number again with other content is not whole.</summary>
    public void Live(long sequence, ulong hash, bool isWhole) =>
        _live[sequence] = _live.TryGetValue(sequence, out var known) ? (hash, isWhole && known.IsWhole && known.Hash == hash) : (hash, isWhole);

    /// <summary>Takes an event of the server's record.</summary>
    public void Recorded(long sequence, ulong hash) => _recorded[sequence] = hash;

    /// <summary>Gives a verdict for each number from the first live event to the last: whole, and the same live and in the record.</summary>
    public IEnumerable<bool> Verdicts()
    {
        if (First is not { } first)
        {
            yield return false;
            yield break;
        }

        for (var sequence = first; sequence <= _live.Keys.Last(); sequence++)
        {
            yield return _live.TryGetValue(sequence, out var live) && live.IsWhole && _recorded.TryGetValue(sequence, out var recorded) && recorded == live.Hash;
        }
    }
}
