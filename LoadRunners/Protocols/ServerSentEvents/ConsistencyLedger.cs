namespace UpCoach.LoadRunners.Protocols.ServerSentEvents;

/// <summary>Compares what different users were sent under one number. Shared by the users of a process; safe for concurrent use.</summary>
/// <remarks>It keeps the latest numbers only, so its size is bounded however long a run is.</remarks>
public sealed class ConsistencyLedger
{
    private const int Kept = 16 * 1024;

    private readonly Lock _lock = new();
    private readonly (int Stream, long Sequence, ulong Hash)[] _events = new (int, long, ulong)[Kept]; // under _lock
    private long _compared;
    private long _differing;

    /// <summary>Gets how often an event was compared with another user's.</summary>
    public long Compared => Interlocked.Read(ref _compared);

    /// <summary>Gets how many of these differed.</summary>
    public long Differing => Interlocked.Read(ref _differing);

    /// <summary>Takes an event.</summary>
    /// <returns>Whether it is what the others got; null if it is the first of its number.</returns>
    public bool? Compare(int stream, long sequence, ulong hash)
    {
        var slot = (uint)(sequence ^ stream * 2654435761L) % Kept;
        lock (_lock)
        {
            var known = _events[slot];
            if ((known.Stream, known.Sequence) != (stream, sequence) || known.Hash == 0)
            {
                // An older number in the place of a newer one is a straggler: nobody is left to compare it with.
                if (known.Stream != stream || sequence > known.Sequence || known.Hash == 0) _events[slot] = (stream, sequence, hash);
                return null;
            }

            _compared++;
            if (known.Hash == hash) return true;
            _differing++;
            return false;
        }
    }
}
