using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;

namespace UpCoach.Benchmarks.Files;

/// <summary>A stretch of bytes that look random and are the same for the same seed. Made while they are sent, and kept nowhere.</summary>
internal sealed class SeededContent : HttpContent
{
    private const int BlockBytes = 50_000;

    private readonly int seed;
    private readonly long from;
    private readonly long to;
    private readonly long cutAt;

    /// <param name="seed">What the bytes depend on.</param>
    /// <param name="from">Where the stretch begins.</param>
    /// <param name="to">Where it ends.</param>
    /// <param name="cutAt">Where the connection breaks; beyond the end for nowhere.</param>
    public SeededContent(int seed, long from, long to, long cutAt = long.MaxValue)
    {
        (this.seed, this.from, this.to, this.cutAt) = (seed, from, to, cutAt);
        Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
    }

    public static string Sha256(int seed, long length)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var block in Blocks(seed, 0, length))
            hash.AppendData(block.Span);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        var sent = from;
        foreach (var block in Blocks(seed, from, Math.Min(to, cutAt)))
        {
            await stream.WriteAsync(block);
            sent += block.Length;
        }

        if (sent < to)
            throw new IOException("Cut off on purpose.");
    }

    protected override bool TryComputeLength(out long length)
    {
        length = to - from;
        return true;
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Blocks(int seed, long from, long to)
    {
        var block = new byte[BlockBytes];
        for (var at = from; at < to;)
        {
            var number = at / BlockBytes;
            new Random(unchecked((seed * 7919) + (int)number)).NextBytes(block);
            var end = Math.Min(to, (number + 1) * BlockBytes);
            yield return block.AsMemory((int)(at - (number * BlockBytes)), (int)(end - at));
            at = end;
        }
    }
}
