using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace UpCoach.MockUpCoach.Tests.Files;

[Trait("kind", "server")]
public sealed class FileTests(ApiFixture api)
{
    private static readonly byte[] Content = Bytes(300_000, 1);

    [Fact]
    public async Task Upload_Raw_IsKeptWithItsHash()
    {
        using var client = await SignIn.AsAsync(api.First, 11);
        using var response = await client.AskAsync(HttpMethod.Post, "/api/v1/files?name=notes.bin", Content, "application/x-notes", ("Content-Digest", Digest(Content)));
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        var file = await response.JsonAsync();
        file.HasExactly("id", "name", "mediaType", "size", "sha256", "visibility", "createdAt", "contentUrl");
        Assert.Equal("notes.bin", file.GetProperty("name").GetString());
        Assert.Equal("application/x-notes", file.GetProperty("mediaType").GetString());
        Assert.Equal(Content.Length, file.GetProperty("size").GetInt64());
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Content)), file.GetProperty("sha256").GetString());

        // At once, and at the other replica.
        using var other = SignIn.SameUser(client, api.Second);
        Assert.Equal(file.GetRawText(), (await other.ReadAsync($"{response.Headers.Location!.ToString()}")).GetRawText());
        using var content = await other.AskAsync(HttpMethod.Get, file.GetProperty("contentUrl").GetString()!);
        Assert.Equal(Content, await content.BytesAsync());
        Assert.Equal("nosniff", content.Header("X-Content-Type-Options"));
        Assert.Equal("private, no-cache", content.Header("Cache-Control"));
        Assert.Equal(Digest(Content), content.Header("Repr-Digest"));
        Assert.Equal("attachment; filename=notes.bin; filename*=UTF-8''notes.bin", content.Header("Content-Disposition"));
    }

    [Fact]
    public async Task Upload_Form_IsKept()
    {
        using var client = await SignIn.AsAsync(api.First, 11);
        using var form = new MultipartFormDataContent { { new StringContent("a note"), "note" }, { new ByteArrayContent(Content), "file", "räum.txt" } };
        using var response = await client.PostAsync(new Uri("/api/v1/files", UriKind.Relative), form, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        var file = await response.JsonAsync();
        Assert.Equal("räum.txt", file.GetProperty("name").GetString());
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Content)), file.GetProperty("sha256").GetString());
    }

    [Fact]
    public async Task Upload_Chunked_IsKept()
    {
        using var client = await SignIn.AsAsync(api.First, 11);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/v1/files", UriKind.Relative)) { Content = new ByteArrayContent(Content) };
        request.Headers.TransferEncodingChunked = true;
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Content)), (await response.JsonAsync()).GetProperty("sha256").GetString());
    }

    [Fact]
    public async Task Upload_Nothing_IsAnEmptyFile()
    {
        using var client = await SignIn.AsAsync(api.First, 11);
        using var response = await client.AskAsync(HttpMethod.Post, "/api/v1/files", []);
        Assert.Equal(0, (await response.JsonAsync()).GetProperty("size").GetInt64());
    }

    [Fact]
    public async Task Upload_WrongDigest_LeavesNothing()
    {
        var before = api.Incoming().ToList();
        using var client = await SignIn.AsAsync(api.First, 11);
        using var response = await client.AskAsync(HttpMethod.Post, "/api/v1/files", Content, headers: ("Content-Digest", Digest([1, 2, 3])));
        await response.ProblemAsync(HttpStatusCode.BadRequest);
        Assert.Empty(api.Incoming().Except(before));
    }

    [Theory]
    [InlineData("sha-256=:AAAA:")]
    [InlineData("sha-256=AAAA")]
    [InlineData("sha-256=:!!!!:")]
    public async Task Upload_MalformedDigest_IsRefused(string digest)
    {
        using var client = await SignIn.AsAsync(api.First, 11);
        using var response = await client.AskAsync(HttpMethod.Post, "/api/v1/files", [1], headers: ("Content-Digest", digest));
        await response.ProblemAsync(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("..\\..\\boot.ini", "boot.ini")]
    [InlineData("/", "unnamed")]
    [InlineData("..", "unnamed")]
    [InlineData("a\0b\r\nc", "abc")]
    public async Task Upload_HostileName_IsOnlyAName(string name, string kept)
    {
        using var client = await SignIn.AsAsync(api.First, 11);
        using var response = await client.AskAsync(HttpMethod.Post, $"/api/v1/files?name={Uri.EscapeDataString(name)}", [1, 2]);
        Assert.Equal(kept, (await response.JsonAsync()).GetProperty("name").GetString());
    }

    [Theory]
    [InlineData("multipart/form-data")]
    [InlineData("multipart/form-data; boundary=x")]
    public async Task Upload_MalformedForm_IsRefused(string mediaType)
    {
        var before = api.Incoming().ToList();
        using var client = await SignIn.AsAsync(api.First, 11);
        using var response = await client.AskAsync(HttpMethod.Post, "/api/v1/files", Encoding.ASCII.GetBytes("--x\r\nContent-Disposition: form-data; name=\"f\"; filename=\"f\"\r\n\r\nno end"), mediaType);
        await response.ProblemAsync(HttpStatusCode.BadRequest);
        Assert.Empty(api.Incoming().Except(before));
    }

    [Fact]
    public async Task Upload_TwoFiles_AreRefused()
    {
        var before = api.Incoming().ToList();
        using var client = await SignIn.AsAsync(api.First, 11);
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Content), "file", "a" }, { new ByteArrayContent(Content), "file", "b" } };
        using var response = await client.PostAsync(new Uri("/api/v1/files", UriKind.Relative), form, TestContext.Current.CancellationToken);
        await response.ProblemAsync(HttpStatusCode.BadRequest);
        Assert.Empty(api.Incoming().Except(before));
    }

    [Fact]
    public async Task Upload_Coded_IsUnsupportedMediaType()
    {
        using var client = await SignIn.AsAsync(api.First, 11);
        using var response = await client.AskAsync(HttpMethod.Post, "/api/v1/files", [1], headers: ("Content-Encoding", "gzip"));
        await response.ProblemAsync(HttpStatusCode.UnsupportedMediaType);
    }

    [Fact]
    public async Task Upload_Unknown_IsUnauthorized()
    {
        using var response = await api.First.Client.AskAsync(HttpMethod.Post, "/api/v1/files", [1]);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Theory]
    [InlineData("bytes=0-9", 0, 10)]
    [InlineData("bytes=299990-", 299_990, 10)]
    [InlineData("bytes=-5", 299_995, 5)]
    public async Task Content_Range_IsPartial(string range, int from, int count)
    {
        using var client = await SignIn.AsAsync(api.First, 11);
        var url = await UploadAsync(client, "private");
        using var response = await client.AskAsync(HttpMethod.Get, url, headers: ("Range", range));
        Assert.Equal(HttpStatusCode.PartialContent, response.StatusCode);
        Assert.Equal(Content[from..(from + count)], await response.BytesAsync());
        Assert.Equal(new ContentRangeHeaderValue(from, from + count - 1, Content.Length), response.Content.Headers.ContentRange);
    }

    [Fact]
    public async Task Content_Conditions_AreKept()
    {
        using var client = await SignIn.AsAsync(api.First, 11);
        var url = await UploadAsync(client, "private");
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(Content))}\"";
        using var unchanged = await client.AskAsync(HttpMethod.Get, url, headers: ("If-None-Match", tag));
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
        using var outside = await client.AskAsync(HttpMethod.Get, url, headers: ("Range", "bytes=300000-"));
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, outside.StatusCode);
        using var same = await client.AskAsync(HttpMethod.Get, url, headers: [("Range", "bytes=0-9"), ("If-Range", tag)]);
        Assert.Equal(HttpStatusCode.PartialContent, same.StatusCode);
        using var another = await client.AskAsync(HttpMethod.Get, url, headers: [("Range", "bytes=0-9"), ("If-Range", "\"another\"")]);
        Assert.Equal(HttpStatusCode.OK, another.StatusCode);
        Assert.Equal(Content.Length, (await another.BytesAsync()).Length);
    }

    [Fact]
    public async Task Content_Private_IsTheOwnersOnly()
    {
        using var owner = await SignIn.AsAsync(api.First, 11);
        using var stranger = await SignIn.AsAsync(api.First, 12);
        var url = await UploadAsync(owner, "private");
        using var foreign = await stranger.AskAsync(HttpMethod.Get, url);
        await foreign.ProblemAsync(HttpStatusCode.NotFound);
        using var unknown = await api.First.Client.AskAsync(HttpMethod.Get, url);
        Assert.Equal(HttpStatusCode.Unauthorized, unknown.StatusCode);
        using var deletion = await stranger.AskAsync(HttpMethod.Delete, url.Replace("/content", "", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.NotFound, deletion.StatusCode);
    }

    [Fact]
    public async Task Content_Public_IsForEverybodyAndForCaches()
    {
        using var owner = await SignIn.AsAsync(api.First, 11);
        var url = await UploadAsync(owner, "public");
        using var response = await api.First.Client.AskAsync(HttpMethod.Get, url);
        Assert.Equal(Content, await response.BytesAsync());
        Assert.Equal("public, max-age=86400", response.Header("Cache-Control"));
        using var deletion = await owner.AskAsync(HttpMethod.Delete, url.Replace("/content", "", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.NoContent, deletion.StatusCode);
        using var gone = await owner.AskAsync(HttpMethod.Get, url);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    public static byte[] Bytes(int count, int seed)
    {
        var bytes = new byte[count];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    private static string Digest(byte[] content) => $"sha-256=:{Convert.ToBase64String(SHA256.HashData(content))}:";

    private static async Task<string> UploadAsync(HttpClient client, string visibility)
    {
        using var response = await client.AskAsync(HttpMethod.Post, $"/api/v1/files?visibility={visibility}", Content);
        return (await response.JsonAsync()).GetProperty("contentUrl").GetString()!;
    }
}
