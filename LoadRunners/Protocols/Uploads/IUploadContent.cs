namespace UpCoach.LoadRunners.Protocols.Uploads;

/// <summary>What is uploaded: the same bytes each time they are read, from any place, so that an upload can go on where it was cut off.</summary>
public interface IUploadContent
{
    /// <summary>Gets the number of bytes.</summary>
    long Length { get; }

    /// <summary>Reads bytes.</summary>
    /// <param name="offset">Where they begin.</param>
    /// <param name="into">Takes them; it ends at or before the content's end.</param>
    void Read(long offset, Span<byte> into);
}
