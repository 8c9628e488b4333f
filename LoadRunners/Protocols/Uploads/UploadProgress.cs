namespace UpCoach.LoadRunners.Protocols.Uploads;

/// <summary>How far an upload is.</summary>
/// <param name="Sent">Bytes of content given to the network so far, from the content's beginning.</param>
/// <param name="Length">The content's length.</param>
public readonly record struct UploadProgress(long Sent, long Length)
{
    /// <summary>Gets the share sent, 0 to 1.</summary>
    public double Ratio => Length == 0 ? 1 : (double)Sent / Length;
}
