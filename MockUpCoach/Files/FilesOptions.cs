namespace UpCoach.MockUpCoach.Files;

/// <summary>Where files lie, and what is too much. Configuration section <c>UpCoach:Files</c>.</summary>
public sealed record FilesOptions
{
    /// <summary>Gets the folder of all files; replicas share it.</summary>
    /// <value>Null by default: a folder in the system's temporary folder, which nothing deletes.</value>
    public string? Root { get; set; }

    /// <summary>Gets the largest file.</summary>
    /// <value>Bytes; default 1 GiB.</value>
    public long MostFileBytes { get; set; } = 1L << 30;

    /// <summary>Gets the largest image that may be sent.</summary>
    /// <value>Bytes; default 20 MiB.</value>
    public long MostImageBytes { get; set; } = 20L << 20;

    /// <summary>Gets the largest picture that is decoded, whatever its file's size.</summary>
    /// <value>Pixels; default 40 million.</value>
    public long MostImagePixels { get; set; } = 40_000_000;

    /// <summary>Gets how many bodies one replica receives at once; the next is told to come later.</summary>
    /// <value>1 or more; default 256.</value>
    public int MostReceiving { get; set; } = 256;

    /// <summary>Gets how slow a sender may be on average before it is cut off.</summary>
    /// <value>Bytes a second; default 1,024; 0 for as slow as it likes.</value>
    public double LeastBytesPerSecond { get; set; } = 1024;

    /// <summary>Gets how long a sender may be slower than that.</summary>
    /// <value>More than 1 s; default 10 s.</value>
    public TimeSpan SlowGrace { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets how long an upload may rest unfinished.</summary>
    /// <value>Default 24 hours.</value>
    public TimeSpan UploadLifetime { get; set; } = TimeSpan.FromHours(24);

    /// <summary>Gets how often expired uploads are looked for.</summary>
    /// <value>Default one minute.</value>
    public TimeSpan SweepInterval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Gets how many images may wait for all replicas together; the next is told to come later.</summary>
    /// <value>1 or more; default 64.</value>
    public int MostWaitingImages { get; set; } = 64;

    /// <summary>Gets how long the work on one image may take.</summary>
    /// <value>Default 60 s.</value>
    public TimeSpan ImagePatience { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Gets how much memory the work on one image may take.</summary>
    /// <value>Bytes resident; default 512 MiB.</value>
    public long MostWorkerBytes { get; set; } = 512L << 20;

    /// <summary>Gets whether the pictures of the seed are drawn after the start; without, each is drawn when it is first asked for.</summary>
    /// <value>Null by default: if <see cref="Root"/> is set.</value>
    public bool? DrawSeed { get; set; }
}
