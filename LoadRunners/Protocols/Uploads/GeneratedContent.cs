using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace UpCoach.LoadRunners.Protocols.Uploads;

/// <summary>Bytes that look random and are the same for the same seed, made when they are read and kept nowhere.</summary>
/// <param name="length">0 or more.</param>
/// <param name="seed">What they depend on.</param>
/// <remarks>
/// <code>
/// word(i) = mix(seed' + i * 0x9E3779B97F4A7C15)
/// </code>
/// SplitMix64 by counter: any word can be made without those before it. Source: Steele, Lea, Flood, "Fast splittable pseudorandom number
/// generators", OOPSLA 2014. Its bytes don't compress, as those of photos and videos.
/// </remarks>
public sealed class GeneratedContent(long length, int seed) : IUploadContent
{
    private const ulong Step = 0x9E3779B97F4A7C15;

    private readonly ulong _seed = Mix((ulong)(uint)seed + 1);

    /// <inheritdoc/>
    public long Length { get; } = length >= 0 ? length : throw new ArgumentOutOfRangeException(nameof(length), length, "A content has no negative length.");

    /// <inheritdoc/>
    public void Read(long offset, Span<byte> into)
    {
        while (!into.IsEmpty && offset % sizeof(ulong) != 0)
        {
            into[0] = (byte)(WordAt(offset / sizeof(ulong)) >> (int)(offset % sizeof(ulong) * 8));
            into = into[1..];
            offset++;
        }

        var words = MemoryMarshal.Cast<byte, ulong>(into);
        var index = offset / sizeof(ulong);
        for (var i = 0; i < words.Length; i++)
        {
            var word = WordAt(index + i);
            words[i] = BitConverter.IsLittleEndian ? word : BinaryPrimitives.ReverseEndianness(word);
        }

        var rest = into[(words.Length * sizeof(ulong))..];
        if (rest.IsEmpty) return;
        var last = WordAt(index + words.Length);
        for (var i = 0; i < rest.Length; i++)
        {
            rest[i] = (byte)(last >> (8 * i));
        }
    }

    private ulong WordAt(long index) => Mix(_seed + (ulong)index * Step);

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
