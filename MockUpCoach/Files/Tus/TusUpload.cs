namespace UpCoach.MockUpCoach.Files.Tus;

/// <summary>An upload by tus.</summary>
/// <param name="Id">Its id, and that of the file that it becomes.</param>
/// <param name="Length">Bytes that it will have; null while its sender has not said.</param>
/// <param name="Received">Bytes that are here and good.</param>
/// <param name="Metadata">What its sender says about it, as it was said.</param>
/// <param name="IsPartial">Whether it is only a part of another.</param>
/// <param name="Parts">The parts that it is made of; null if it came as it is.</param>
/// <param name="ExpiresAt">When it is forgotten.</param>
/// <param name="CompletedAt">When it was complete; null before.</param>
internal sealed record TusUpload(
    Guid Id, long? Length, long Received, string? Metadata, bool IsPartial, Guid[]? Parts, DateTimeOffset ExpiresAt, DateTimeOffset? CompletedAt)
{
    public bool IsComplete => CompletedAt is not null;

    public bool IsFull => Received == Length;
}
