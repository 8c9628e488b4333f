namespace UpCoach.CdnEdge.Telemetry;

/// <summary>Where the answer to a GET or HEAD came from.</summary>
internal enum CacheResult
{
    /// <summary>From the store, fresh.</summary>
    Hit,

    /// <summary>From the store, stale but allowed.</summary>
    Stale,

    /// <summary>From the store, confirmed by the origin just now.</summary>
    Revalidated,

    /// <summary>From the origin, and stored.</summary>
    Miss,

    /// <summary>From the origin, which did not allow to store it.</summary>
    NotStored,
}
