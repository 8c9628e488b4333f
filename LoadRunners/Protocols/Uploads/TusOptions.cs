using UpCoach.LoadRunners.Protocols.Delivery;

namespace UpCoach.LoadRunners.Protocols.Uploads;

/// <summary>How a content is uploaded by tus 1.0.</summary>
public sealed record TusOptions
{
    /// <summary>Gets the most bytes of one request.</summary>
    /// <value>No limit by default: one PATCH takes all that is left.</value>
    public long ChunkBytes { get; init; } = long.MaxValue;

    /// <summary>Gets the checksum of each request: <c>sha1</c>, <c>sha256</c>, <c>md5</c>; null (the default) for none.</summary>
    public string? Checksum { get; init; }

    /// <summary>Gets whether the request that creates the upload carries its first bytes.</summary>
    public bool CreateWithUpload { get; init; }

    /// <summary>Gets the upload's metadata.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Metadata { get; init; } = [];

    /// <summary>Gets more headers.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Gets where the connection is cut on purpose.</summary>
    /// <value>Null by default: nowhere.</value>
    public DisconnectPlan? Disconnects { get; init; }

    /// <summary>Gets how often in a row, and how soon, an upload that was cut off goes on. A request that moves it forward starts the count again.</summary>
    public BackOff Resume { get; init; } = new() { MaxAttempts = 5 };

    /// <summary>Gets what is told how far the upload is, on the thread that sends; null for nobody.</summary>
    public Action<UploadProgress>? OnProgress { get; init; }
}
