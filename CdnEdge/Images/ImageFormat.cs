namespace UpCoach.CdnEdge.Images;

/// <summary>How an image is encoded.</summary>
internal enum ImageFormat
{
    /// <summary>As the original is.</summary>
    Original,

    /// <summary>AV1 in HEIF.</summary>
    Avif,

    /// <summary>WebP, lossy.</summary>
    Webp,
}
