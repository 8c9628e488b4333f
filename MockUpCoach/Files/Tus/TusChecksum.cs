using System.Security.Cryptography;

namespace UpCoach.MockUpCoach.Files.Tus;

/// <summary>The checksum that a request announces for its bytes.</summary>
internal sealed class TusChecksum : IDisposable
{
    /// <summary>The algorithms: the first is the one that the protocol demands.</summary>
    public const string Algorithms = "sha1,sha256,sha512,md5";

    private readonly byte[] expected;

    private TusChecksum(string algorithm, byte[] expected)
    {
        Hash = IncrementalHash.CreateHash(new HashAlgorithmName(algorithm.ToUpperInvariant()));
        this.expected = expected;
    }

    public IncrementalHash Hash { get; }

    /// <summary>Reads <c>Upload-Checksum</c>: null if there is none.</summary>
    /// <exception cref="TusException">The algorithm is unknown, or the checksum is none of it.</exception>
    public static TusChecksum? Read(string? header)
    {
        if (string.IsNullOrEmpty(header))
            return null;
        if (header.Split(' ') is not [var algorithm, var value] || !Algorithms.Split(',').Contains(algorithm, StringComparer.Ordinal))
            throw TusException.BadRequest($"Upload-Checksum is not one of {Algorithms}, followed by a checksum in base64.");
        var bytes = new byte[value.Length];
        if (!Convert.TryFromBase64String(value, bytes, out var count))
            throw TusException.BadRequest("Upload-Checksum is not in base64.");
        var checksum = new TusChecksum(algorithm, bytes[..count]);
        if (checksum.Hash.HashLengthInBytes == count)
            return checksum;
        checksum.Dispose();
        throw TusException.BadRequest("Upload-Checksum has the wrong length.");
    }

    /// <summary>Compares with what was hashed. Once.</summary>
    public bool IsRight() => Hash.GetHashAndReset().AsSpan().SequenceEqual(expected);

    public void Dispose() => Hash.Dispose();
}
