namespace UpCoach.MockUpCoach.Realtime.Streams;

/// <summary>FNV-1a, 64 bits (Fowler, Noll, Vo; IETF draft-eastlake-fnv): a few lines in any language that checks it.</summary>
internal static class Checksum
{
    private const ulong Basis = 0xcbf29ce484222325;
    private const ulong Prime = 0x100000001b3;

    public static ulong Of(ReadOnlySpan<byte> bytes)
    {
        var hash = Basis;
        foreach (var one in bytes)
            hash = unchecked((hash ^ one) * Prime);
        return hash;
    }
}
