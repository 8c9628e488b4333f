using System.Security.Cryptography;

namespace UpCoach.Protocols.Tests.Uploads;

/// <summary>An upload on the test's server.</summary>
internal sealed class TusFile(long length, IReadOnlyDictionary<string, string> metadata)
{
    private readonly List<byte> _bytes = [];

    private int _locked;

    public long Length => length;

    public IReadOnlyDictionary<string, string> Metadata => metadata;

    public byte[] Bytes
    {
        get
        {
            lock (_bytes) return [.. _bytes];
        }
    }

    public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(Bytes));

    public bool TryLock() => Interlocked.CompareExchange(ref _locked, 1, 0) == 0;

    public void Unlock() => Volatile.Write(ref _locked, 0);

    public void Append(byte[] bytes)
    {
        lock (_bytes) _bytes.AddRange(bytes);
    }
}
