namespace UpCoach.LoadRunners.Protocols.Uploads;

/// <summary>Bytes that are there already: a small file, an image of a test.</summary>
/// <param name="bytes">The bytes; shared, not copied.</param>
public sealed class MemoryContent(ReadOnlyMemory<byte> bytes) : IUploadContent
{
    /// <inheritdoc/>
    public long Length => bytes.Length;

    /// <inheritdoc/>
    public void Read(long offset, Span<byte> into) => bytes.Span.Slice((int)offset, into.Length).CopyTo(into);
}
