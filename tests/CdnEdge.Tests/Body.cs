namespace UpCoach.CdnEdge.Tests;

/// <summary>Bodies too large for any buffer on the way.</summary>
internal static class Body
{
    public static byte[] Of40Megabytes(int seed)
    {
        var body = new byte[40_000_000];
        new Random(seed).NextBytes(body);
        return body;
    }
}
