namespace UpCoach.CdnEdge.Caching;

/// <summary>How much the node stores, and how long it dares to where an origin says little; from <c>Cdn:Cache</c>.</summary>
internal sealed record CacheOptions
{
    /// <summary>Whether the node stores at all.</summary>
    /// <value>Default true.</value>
    public bool Enabled { get; init; } = true;

    /// <summary>The most that answers in memory may weigh together.</summary>
    /// <value>Bytes, default 32 MiB.</value>
    public long MemoryBytes { get; init; } = 32L << 20;

    /// <summary>The largest body kept in memory; a larger one goes to the disk.</summary>
    /// <value>Bytes, default 1 MiB.</value>
    public int MemoryBodyBytes { get; init; } = 1 << 20;

    /// <summary>The most that bodies on the disk may take together; 0 turns the disk off.</summary>
    /// <value>Bytes, default 256 MiB.</value>
    public long DiskBytes { get; init; } = 256L << 20;

    /// <summary>The largest body that is stored at all.</summary>
    /// <value>Bytes, default 32 MiB.</value>
    public long DiskBodyBytes { get; init; } = 32L << 20;

    /// <summary>Where bodies are put; null is a folder of this process under the system's temporary one. Emptied at the start.</summary>
    public string? DiskFolder { get; init; }

    /// <summary>For how long an answer such as 404 is reused where the origin names no lifetime.</summary>
    /// <value>Seconds, default 2; 0 turns it off.</value>
    public int NegativeSeconds { get; init; } = 2;

    /// <summary>The longest lifetime that is derived from <c>Last-Modified</c>.</summary>
    /// <value>Seconds, default one day.</value>
    public int HeuristicSeconds { get; init; } = 86_400;

    /// <summary>For how long a stale answer bridges an outage of all origins where the origin named no limit and did not forbid it.</summary>
    /// <value>Seconds, default one hour.</value>
    public int OutageSeconds { get; init; } = 3_600;

    /// <summary>How long a request waits for another one that fetches the same thing before it fetches by itself.</summary>
    /// <value>Seconds, default 10.</value>
    public int CollapseSeconds { get; init; } = 10;
}
