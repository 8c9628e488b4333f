using System.IO.Compression;
using System.Security.Cryptography;
using CsCheck;
using UpCoach.LoadRunners.Protocols.Uploads;

namespace UpCoach.Protocols.Tests.Uploads;

public sealed class ContentTests
{
    [Fact]
    public void Generated_AnyStretch_IsPartOfTheWhole() =>
        Gen.Int[0, 500].SelectMany(from => Gen.Int[0, 500].Select(length => (from, length))).Sample(one =>
        {
            var content = new GeneratedContent(1000, 5);
            var whole = new byte[1000];
            content.Read(0, whole);
            var part = new byte[one.length];
            content.Read(one.from, part);
            return part.AsSpan().SequenceEqual(whole.AsSpan(one.from, one.length));
        });

    [Fact]
    public void Generated_Seed_DecidesTheBytes()
    {
        Assert.Equal(Whole(new GeneratedContent(100, 1)), Whole(new GeneratedContent(100, 1)));
        Assert.NotEqual(Whole(new GeneratedContent(100, 1)), Whole(new GeneratedContent(100, 2)));
    }

    [Fact]
    public void Generated_Bytes_DontCompress()
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(Whole(new GeneratedContent(100_000, 1)));

        Assert.True(compressed.Length > 99_000);
    }

    /// <summary>However a content is sent, with stretches sent again, its hash is that of the content.</summary>
    [Fact]
    public void Hash_StretchesSentAgain_IsThatOfTheContent() =>
        Gen.Int[0, 900].Select(Gen.Int[1, 300]).Array[0, 20].Sample(stretches =>
        {
            var content = new GeneratedContent(1000, 3);
            var whole = Whole(content);
            using var hash = new ContentHash();
            foreach (var (from, length) in stretches) hash.Add(from, whole.AsSpan(from, Math.Min(length, 1000 - from)));
            return hash.Complete(content) == Convert.ToHexStringLower(SHA256.HashData(whole));
        });

    [Fact]
    public void Multipart_Form_IsThatOfTheStandard()
    {
        using var hash = new ContentHash();
        using var stretch = new ContentStream(new MemoryContent("hello"u8.ToArray()), 0, 5, hash, null, null);
        using var form = new MultipartStream(stretch, new UploadOptions { FileName = "a\"b.txt", ContentType = "text/plain", Fields = [new("title", "A title")] });
        using var whole = new MemoryStream();
        form.CopyTo(whole);

        Assert.Equal(form.Length, whole.Length);
        var boundary = MultipartStream.ContentType.Split('"')[1];
        Assert.Equal(
            $"--{boundary}\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nA title\r\n"
            + $"--{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a%22b.txt\"\r\nContent-Type: text/plain\r\n\r\nhello\r\n--{boundary}--\r\n",
            System.Text.Encoding.UTF8.GetString(whole.ToArray()));
    }

    [Fact]
    public void Disconnects_Drawn_AreTheSameForTheSameSeed()
    {
        long?[] Cuts() => [.. Enumerable.Range(0, 30).Select((_, i) => DisconnectPlan.Draw(10_000_000, 0.5, new Random(i)).Take(0, 10_000_000))];

        Assert.Equal(Cuts(), Cuts());
        Assert.Contains(Cuts(), cut => cut is > 0);
        Assert.Null(DisconnectPlan.None.Take(0, long.MaxValue));
    }

    private static byte[] Whole(GeneratedContent content)
    {
        var bytes = new byte[content.Length];
        content.Read(0, bytes);
        return bytes;
    }
}
