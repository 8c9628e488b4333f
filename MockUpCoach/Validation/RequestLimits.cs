using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace UpCoach.MockUpCoach.Validation;

/// <summary>How much one request may take of this process. Configuration section <c>UpCoach:Limits</c>.</summary>
/// <remarks>What is over a limit is answered 413 (body), 414 (path and query), 431 (headers) or 408 (too slow), and the connection is closed.</remarks>
public sealed record RequestLimits
{
    /// <summary>The largest body, where an endpoint does not say otherwise.</summary>
    /// <value>Bytes; default 256 KiB.</value>
    public long BodyBytes { get; set; } = 256 * 1024;

    /// <summary>How much of a connection waits for its reader before the sender has to: with Kestrel's 1 MiB, fast uploads fill the memory instead of the disk.</summary>
    /// <value>Bytes; default 64 KiB.</value>
    public long BufferedBytes { get; set; } = 64 * 1024;

    /// <summary>All header fields together. Tokens are under 1 KiB.</summary>
    /// <value>Bytes; default 16 KiB.</value>
    public int HeaderBytes { get; set; } = 16 * 1024;

    /// <summary>How many header fields.</summary>
    /// <value>Default 64.</value>
    public int HeaderCount { get; set; } = 64;

    /// <summary>How long a client may take to send its headers: one that sends a byte now and then holds a connection no longer.</summary>
    /// <value>Default 10 s.</value>
    public TimeSpan HeaderPatience { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How fast a body must come after <see cref="BodyGrace"/>, on average.</summary>
    /// <value>Bytes a second; default 240.</value>
    public double BodyBytesPerSecond { get; set; } = 240;

    /// <summary>How long a body may be slower than <see cref="BodyBytesPerSecond"/>.</summary>
    /// <value>More than 1 s; default 5 s.</value>
    public TimeSpan BodyGrace { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How deep JSON may be nested.</summary>
    /// <value>Levels; default 32.</value>
    public int JsonDepth { get; set; } = 32;

    /// <summary>Sets the server's limits.</summary>
    public void ApplyTo(KestrelServerLimits limits)
    {
        limits.MaxRequestBodySize = BodyBytes;
        limits.MaxRequestBufferSize = BufferedBytes;
        limits.MaxRequestHeadersTotalSize = HeaderBytes;
        limits.MaxRequestHeaderCount = HeaderCount;
        limits.RequestHeadersTimeout = HeaderPatience;
        limits.MinRequestBodyDataRate = new MinDataRate(BodyBytesPerSecond, BodyGrace);
    }
}
