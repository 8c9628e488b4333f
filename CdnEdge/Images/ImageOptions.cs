namespace UpCoach.CdnEdge.Images;

/// <summary>Which images the node makes smaller, and how; from <c>Cdn:Images</c>.</summary>
internal sealed record ImageOptions
{
    public bool Enabled { get; init; } = true;

    /// <summary>Where the origin's images are: beginnings of paths.</summary>
    /// <value>Default <c>/media/</c>.</value>
    public string[] Paths { get; init; } = ["/media/"];

    /// <summary>The widths that are made; what is asked for is rounded up to one, so that nobody can fill the store with a thousand widths.</summary>
    /// <value>Pixels, ascending.</value>
    public int[] Widths { get; init; } = [160, 320, 480, 640, 800, 1080, 1280, 1600];

    /// <summary>The quality of AVIF.</summary>
    /// <value>0 to 100, default 50: an SSIM of at least 0.95 to a photograph in daylight, and of 0.9 to one with much noise.</value>
    public int AvifQuality { get; init; } = 50;

    /// <summary>The quality of WebP.</summary>
    /// <value>0 to 100, default 75: an SSIM of at least 0.95 to a photograph in daylight, and of 0.9 to one with much noise.</value>
    public int WebpQuality { get; init; } = 75;

    /// <summary>The quality of JPEG, where the client accepts nothing better.</summary>
    /// <value>0 to 100, default 80.</value>
    public int JpegQuality { get; init; } = 80;

    /// <summary>The largest original that is worked on; a larger one is given as it is.</summary>
    /// <value>Bytes, default 8 MiB.</value>
    public long SourceBytes { get; init; } = 8L << 20;

    /// <summary>The largest original that is decoded, whatever its file weighs.</summary>
    /// <value>Pixels, default 25 million.</value>
    public long SourcePixels { get; init; } = 25_000_000;

    /// <summary>How many images may wait; further ones are given as they are.</summary>
    /// <value>Default 32.</value>
    public int Waiting { get; init; } = 32;
}
