namespace UpCoach.CdnEdge.Caching.Storage;

/// <summary>The bytes of a stored answer, wherever they are.</summary>
internal interface IStoredBody
{
    /// <summary>How many bytes.</summary>
    long Length { get; }

    /// <summary>Gets the bytes ready to be sent.</summary>
    /// <returns>Null where they are gone: the answer is then no longer stored.</returns>
    ValueTask<IBodyReader?> OpenAsync(CancellationToken stop);
}
