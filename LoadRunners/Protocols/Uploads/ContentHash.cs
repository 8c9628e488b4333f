using System.Security.Cryptography;

namespace UpCoach.LoadRunners.Protocols.Uploads;

/// <summary>The SHA-256 of a content, made of its bytes as they are sent; what is sent again counts once.</summary>
internal sealed class ContentHash : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long _hashed;

    /// <summary>Takes bytes that are sent.</summary>
    public void Add(long offset, ReadOnlySpan<byte> bytes)
    {
        var known = (int)Math.Clamp(_hashed - offset, 0, bytes.Length);
        if (offset + known != _hashed) return; // a hole: Complete fills it
        _hash.AppendData(bytes[known..]);
        _hashed += bytes.Length - known;
    }

    /// <summary>Adds what was never sent, so that an upload that failed has its hash too.</summary>
    public string Complete(IUploadContent content)
    {
        Span<byte> buffer = stackalloc byte[4096];
        while (_hashed < content.Length)
        {
            var part = buffer[..(int)Math.Min(buffer.Length, content.Length - _hashed)];
            content.Read(_hashed, part);
            Add(_hashed, part);
        }

        return Convert.ToHexStringLower(_hash.GetHashAndReset());
    }

    public void Dispose() => _hash.Dispose();
}
