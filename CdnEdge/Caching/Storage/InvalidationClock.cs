namespace UpCoach.CdnEdge.Caching.Storage;

/// <summary>Knows when targets were last invalidated, so that an answer which was on its way then is not stored after.</summary>
/// <remarks>One slot a hash: a collision only keeps one answer out of the store.</remarks>
internal sealed class InvalidationClock(TimeProvider clock)
{
    private const int Slots = 4096;
    private readonly long[] _at = new long[Slots];
    private long _everythingAt;

    public void Note(in CacheKey key) => Volatile.Write(ref _at[(uint)key.GetHashCode() % Slots], Now());

    public void NoteEverything() => Volatile.Write(ref _everythingAt, Now());

    /// <summary>Says whether a target was invalidated since a request was sent.</summary>
    public bool IsSince(in CacheKey key, DateTimeOffset requestedAt)
        => Math.Max(Volatile.Read(ref _at[(uint)key.GetHashCode() % Slots]), Volatile.Read(ref _everythingAt)) >= requestedAt.UtcTicks;

    private long Now() => clock.GetUtcNow().UtcTicks;
}
