using System.Collections.Concurrent;
using UpCoach.CdnEdge.Caching.Storage;

namespace UpCoach.CdnEdge.Caching.Exchange;

/// <summary>Fetches under way: of many requests for one target that nobody has stored, one goes to the origin.</summary>
internal sealed class Flights(TimeProvider clock)
{
    // Targets that turned out not to be stored: their requests never wait for each other. One slot a hash: a collision only forgets.
    private const int Slots = 4096;
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<CacheKey, Flight> _underWay = new();
    private readonly (int Hash, long Until)[] _notStored = new (int, long)[Slots];

    /// <summary>Starts a fetch, or gives the one under way.</summary>
    /// <returns>Whether the caller has to fetch; then it calls <see cref="Land"/> whatever happens.</returns>
    public bool TryStart(in CacheKey key, out Flight flight)
    {
        var own = new Flight();
        flight = _underWay.GetOrAdd(key, own);
        return flight == own;
    }

    /// <summary>Ends a fetch and lets those go on that wait for it.</summary>
    public void Land(in CacheKey key, Flight flight)
    {
        _underWay.TryRemove(new KeyValuePair<CacheKey, Flight>(key, flight));
        flight.Land();
    }

    /// <summary>Notes that the answers to a target are not stored.</summary>
    public void NoteNotStored(in CacheKey key)
    {
        var hash = key.GetHashCode();
        _notStored[(uint)hash % Slots] = (hash, (clock.GetUtcNow() + Remembered).ToUnixTimeMilliseconds());
    }

    /// <summary>Says whether requests for a target may wait for each other.</summary>
    public bool MayCollapse(in CacheKey key)
    {
        var hash = key.GetHashCode();
        var (noted, until) = _notStored[(uint)hash % Slots];
        return noted != hash || until < clock.GetUtcNow().ToUnixTimeMilliseconds();
    }
}
