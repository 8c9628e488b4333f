namespace UpCoach.MockUpCoach.Auth;

/// <summary>
/// The life of a signing key: published, then signing, then only verifying, then gone.
/// <code>
/// created ......... + Publication ............. successor created ........ + Publication ............ + Publication + Overlap
///    | published only    | signs                        | signs                  | verifies only                | gone
/// </code>
/// </summary>
internal static class KeySchedule
{
    /// <summary>How long everybody may take to learn of a key: twice as long as its publication may be cached or lie in another process unread.</summary>
    public static readonly TimeSpan Publication = TimeSpan.FromMinutes(20);

    /// <summary>How long a key still verifies what it signed: longer than any token lives.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromHours(2);

    /// <summary>Says whether a successor is due.</summary>
    /// <param name="newest">When the newest key was made; null if there is none.</param>
    /// <param name="now">The time.</param>
    /// <param name="lifetime">How long a key is the newest.</param>
    public static bool IsDue(DateTimeOffset? newest, DateTimeOffset now, TimeSpan lifetime) => newest is null || now >= newest + lifetime;

    /// <summary>Gives which of the keys signs.</summary>
    /// <param name="created">When each was made, in that order; at least one.</param>
    /// <param name="now">The time.</param>
    public static int Signer(IReadOnlyList<DateTimeOffset> created, DateTimeOffset now)
    {
        for (var n = created.Count - 1; n > 0; n--)
        {
            if (now >= created[n] + Publication)
                return n;
        }

        return 0;
    }

    /// <summary>Gives the first of the keys that is still of use.</summary>
    public static int First(IReadOnlyList<DateTimeOffset> created, DateTimeOffset now)
    {
        var first = 0;
        while (first + 1 < created.Count && now >= created[first + 1] + Publication + Overlap)
            first++;
        return first;
    }
}
