using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using UpCoach.Testing;

namespace UpCoach.MockUpCoach.Tests.Files;

[Trait("kind", "server")]
public sealed class TusTests(ApiFixture api)
{
    private const string OffsetType = "application/offset+octet-stream";

    private static readonly byte[] Content = FileTests.Bytes(200_000, 2);

    [Fact]
    public async Task Options_Anybody_LearnsExtensions()
    {
        using var response = await api.First.Client.SendAsync(HttpMethod.Options, "/api/v1/uploads");
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal("1.0.0", response.Header("Tus-Version"));
        Assert.Equal("1.0.0", response.Header("Tus-Resumable"));
        Assert.Equal("creation,creation-with-upload,creation-defer-length,checksum,expiration,termination,concatenation", response.Header("Tus-Extension"));
        Assert.StartsWith("sha1,", response.Header("Tus-Checksum-Algorithm"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Upload_InPiecesOverBothReplicas_IsAFile()
    {
        using var client = await SignIn.AsAsync(api.First, 13);
        using var other = SignIn.SameUser(client, api.Second);
        var upload = await CreateAsync(client, ("Upload-Length", "200000"), ("Upload-Metadata", $"filename {Text("plän.pdf")},filetype {Text("application/pdf")},flag"));
        Moves(await PatchAsync(client, upload, 0, Content[..70_000]), 70_000);
        Moves(await PatchAsync(other, upload, 70_000, Content[70_000..150_000]), 150_000);
        using (var head = await Tus(client, HttpMethod.Head, upload))
        {
            Assert.Equal(HttpStatusCode.OK, head.StatusCode);
            Assert.Equal("150000", head.Header("Upload-Offset"));
            Assert.Equal("200000", head.Header("Upload-Length"));
            Assert.Equal("no-store", head.Header("Cache-Control"));
            Assert.EndsWith(",flag", head.Header("Upload-Metadata"), StringComparison.Ordinal);
            Assert.True(DateTimeOffset.Parse(head.Header("Upload-Expires")!, CultureInfo.InvariantCulture) > TimeProvider.System.GetUtcNow());
        }

        using var last = await PatchAsync(client, upload, 150_000, Content[150_000..]);
        Assert.Equal(HttpStatusCode.NoContent, last.StatusCode);
        var file = await client.ReadAsync($"{last.Header("Content-Location")!}");
        Assert.Equal("plän.pdf", file.GetProperty("name").GetString());
        Assert.Equal("application/pdf", file.GetProperty("mediaType").GetString());
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Content)), file.GetProperty("sha256").GetString());
        using var content = await other.AskAsync(HttpMethod.Get, file.GetProperty("contentUrl").GetString()!);
        Assert.Equal(Content, await content.BytesAsync());
    }

    [Fact]
    public async Task Creation_WithUpload_TakesTheBytes()
    {
        using var client = await SignIn.AsAsync(api.First, 13);
        using var response = await Tus(client, HttpMethod.Post, "/api/v1/uploads", Content, OffsetType, ("Upload-Length", "200000"));
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal("200000", response.Header("Upload-Offset"));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Content)), (await client.ReadAsync($"{response.Header("Content-Location")!}")).GetProperty("sha256").GetString());
    }

    [Fact]
    public async Task Creation_OfNothing_IsAnEmptyFile()
    {
        using var client = await SignIn.AsAsync(api.First, 13);
        using var response = await Tus(client, HttpMethod.Post, "/api/v1/uploads", headers: ("Upload-Length", "0"));
        Assert.Equal(0, (await client.ReadAsync($"{response.Header("Content-Location")!}")).GetProperty("size").GetInt64());
    }

    [Fact]
    public async Task Creation_DeferredLength_IsToldLater()
    {
        using var client = await SignIn.AsAsync(api.First, 13);
        var upload = await CreateAsync(client, ("Upload-Defer-Length", "1"));
        Moves(await PatchAsync(client, upload, 0, Content[..100]), 100);
        using (var head = await Tus(client, HttpMethod.Head, upload))
        {
            Assert.Equal("1", head.Header("Upload-Defer-Length"));
            Assert.Null(head.Header("Upload-Length"));
        }

        using var last = await PatchAsync(client, upload, 100, Content[100..200], ("Upload-Length", "200"));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Content.AsSpan(0, 200))), (await client.ReadAsync($"{last.Header("Content-Location")!}")).GetProperty("sha256").GetString());
        using var change = await PatchAsync(client, upload, 200, [], ("Upload-Length", "300"));
        Assert.Equal(HttpStatusCode.BadRequest, change.StatusCode);
    }

    [Theory]
    [InlineData("sha1")]
    [InlineData("sha256")]
    [InlineData("md5")]
    public async Task Checksum_Wrong_DiscardsTheBytes(string algorithm)
    {
        using var client = await SignIn.AsAsync(api.First, 13);
        var upload = await CreateAsync(client, ("Upload-Length", "1000"));
        using var damaged = await PatchAsync(client, upload, 0, Content[1..501], ("Upload-Checksum", $"{algorithm} {Checksum(algorithm, Content[..500])}"));
        await damaged.ProblemAsync((HttpStatusCode)460);
        Assert.Equal("1.0.0", damaged.Header("Tus-Resumable"));
        await IsAtAsync(client, upload, 0);
        Moves(await PatchAsync(client, upload, 0, Content[..500], ("Upload-Checksum", $"{algorithm} {Checksum(algorithm, Content[..500])}")), 500);
        using var last = await PatchAsync(client, upload, 500, Content[500..1000]);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Content.AsSpan(0, 1000))), (await client.ReadAsync($"{last.Header("Content-Location")!}")).GetProperty("sha256").GetString());
    }

    [Fact]
    public async Task Concatenation_OfParts_IsAFile()
    {
        using var client = await SignIn.AsAsync(api.First, 13);
        var first = await CreateAsync(client, ("Upload-Length", "120000"), ("Upload-Concat", "partial"));
        var second = await CreateAsync(client, ("Upload-Length", "80000"), ("Upload-Concat", "partial"));
        Moves(await PatchAsync(client, second, 0, Content[120_000..]), 80_000);
        var concat = $"final;{first} {new Uri(api.First.Address, second)}";
        using (var early = await Tus(client, HttpMethod.Post, "/api/v1/uploads", headers: ("Upload-Concat", concat)))
            await early.ProblemAsync(HttpStatusCode.BadRequest);
        Moves(await PatchAsync(client, first, 0, Content[..120_000]), 120_000);
        using var final = await Tus(client, HttpMethod.Post, "/api/v1/uploads", null, null, ("Upload-Concat", concat), ("Upload-Metadata", $"filename {Text("whole.bin")}"));
        Assert.Equal(HttpStatusCode.Created, final.StatusCode);
        var address = final.Header("Location")!;
        using (var head = await Tus(client, HttpMethod.Head, address))
        {
            Assert.Equal($"final;{first} {second}", head.Header("Upload-Concat"));
            Assert.Equal("200000", head.Header("Upload-Offset"));
        }

        using (var more = await PatchAsync(client, address, 200_000, [1]))
            await more.ProblemAsync(HttpStatusCode.Forbidden);
        var file = await client.ReadAsync($"{final.Header("Content-Location")!}");
        Assert.Equal("whole.bin", file.GetProperty("name").GetString());
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Content)), file.GetProperty("sha256").GetString());
    }

    [Fact]
    public async Task Termination_Upload_IsGone()
    {
        using var client = await SignIn.AsAsync(api.First, 13);
        var upload = await CreateAsync(client, ("Upload-Length", "1000"));
        Moves(await PatchAsync(client, upload, 0, Content[..10]), 10);
        using var deletion = await Tus(client, HttpMethod.Delete, upload);
        Assert.Equal(HttpStatusCode.NoContent, deletion.StatusCode);
        using var head = await Tus(client, HttpMethod.Head, upload);
        Assert.Equal(HttpStatusCode.NotFound, head.StatusCode);
        Assert.False(File.Exists(Path.Combine(api.Files, "incoming", Guid.Parse(upload.Split('/')[^1]).ToString("N"))));
    }

    [Fact]
    public async Task Expiry_Upload_IsGoneAndThenForgotten()
    {
        var folder = Path.Combine(api.Files, "brief");
        var database = await api.Servers.CreateDatabaseAsync("brief", TestContext.Current.CancellationToken);
        var brief = await api.StartToStayAsync("upcoach-brief", database, $"--UpCoach:Files:Root={folder}", "--UpCoach:Files:UploadLifetime=00:00:00.300", "--UpCoach:Files:SweepInterval=00:00:00.200");
        using var client = await SignIn.AsAsync(brief, 13);
        var upload = await CreateAsync(client, ("Upload-Length", "1000"));
        await Eventually.TrueAsync(() => IsForgottenAsync(client, upload), "the upload is forgotten", TestContext.Current.CancellationToken);
        await Eventually.TrueAsync(() => !File.Exists(Path.Combine(folder, "incoming", Guid.Parse(upload.Split('/')[^1]).ToString("N"))), "its bytes are deleted");
    }

    [Fact]
    public async Task Override_OfThePostMethod_IsHeard()
    {
        using var client = await SignIn.AsAsync(api.First, 13);
        var upload = await CreateAsync(client, ("Upload-Length", "1000"));
        using var patch = await Tus(client, HttpMethod.Post, upload, Content[..10], OffsetType, ("Upload-Offset", "0"), ("X-HTTP-Method-Override", "PATCH"));
        Assert.Equal("10", patch.Header("Upload-Offset"));
        using var deletion = await Tus(client, HttpMethod.Post, upload, headers: ("X-HTTP-Method-Override", "DELETE"));
        Assert.Equal(HttpStatusCode.NoContent, deletion.StatusCode);
    }

    [Fact]
    public async Task Version_Another_IsPreconditionFailed()
    {
        using var client = await SignIn.AsAsync(api.First, 13);
        using var response = await client.AskAsync(HttpMethod.Post, "/api/v1/uploads", headers: [("Tus-Resumable", "0.2.2"), ("Upload-Length", "1")]);
        await response.ProblemAsync(HttpStatusCode.PreconditionFailed);
        Assert.Equal("1.0.0", response.Header("Tus-Version"));
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest)]
    [InlineData(HttpStatusCode.BadRequest, "Upload-Length", "-1")]
    [InlineData(HttpStatusCode.BadRequest, "Upload-Length", "1e3")]
    [InlineData(HttpStatusCode.BadRequest, "Upload-Length", "99999999999999999999")]
    [InlineData(HttpStatusCode.RequestEntityTooLarge, "Upload-Length", "9223372036854775807")]
    [InlineData(HttpStatusCode.BadRequest, "Upload-Defer-Length", "2")]
    [InlineData(HttpStatusCode.BadRequest, "Upload-Concat", "final;")]
    [InlineData(HttpStatusCode.BadRequest, "Upload-Concat", "final;/api/v1/uploads/../files/x")]
    [InlineData(HttpStatusCode.BadRequest, "Upload-Concat", "final;/api/v1/uploads/00000000-0000-0000-0000-000000000000")]
    [InlineData(HttpStatusCode.BadRequest, "Upload-Concat", "some")]
    public async Task Creation_Wrong_IsRefused(HttpStatusCode status, params string[] header)
    {
        using var client = await SignIn.AsAsync(api.First, 13);
        using var response = header is [var name, var value]
            ? await Tus(client, HttpMethod.Post, "/api/v1/uploads", headers: (name, value))
            : await Tus(client, HttpMethod.Post, "/api/v1/uploads");
        await response.ProblemAsync(status);
    }

    [Theory]
    [InlineData("filename !!!")]
    [InlineData("a YQ==,a YQ==")]
    [InlineData("a YQ== b")]
    [InlineData(",")]
    public async Task Creation_MalformedMetadata_IsRefused(string metadata)
    {
        using var client = await SignIn.AsAsync(api.First, 13);
        using var response = await Tus(client, HttpMethod.Post, "/api/v1/uploads", null, null, ("Upload-Length", "1"), ("Upload-Metadata", metadata));
        await response.ProblemAsync(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("5", HttpStatusCode.Conflict)]
    [InlineData("15", HttpStatusCode.Conflict)]
    [InlineData("9223372036854775807", HttpStatusCode.Conflict)]
    [InlineData("-1", HttpStatusCode.BadRequest)]
    [InlineData("x", HttpStatusCode.BadRequest)]
    [InlineData("", HttpStatusCode.BadRequest)]
    public async Task Patch_AtAnotherOffset_WritesNothing(string offset, HttpStatusCode status)
    {
        using var client = await SignIn.AsAsync(api.First, 13);
        var upload = await CreateAsync(client, ("Upload-Length", "20"));
        Moves(await PatchAsync(client, upload, 0, Content[..10]), 10);
        using var response = await Tus(client, HttpMethod.Patch, upload, Content[..5], OffsetType, ("Upload-Offset", offset));
        await response.ProblemAsync(status);
        await IsAtAsync(client, upload, 10);
    }

    [Fact]
    public async Task Patch_MoreThanDeclared_IsTooLarge()
    {
        using var client = await SignIn.AsAsync(api.First, 13);
        var upload = await CreateAsync(client, ("Upload-Length", "100"));
        using (var declared = await PatchAsync(client, upload, 0, Content[..101]))
            await declared.ProblemAsync(HttpStatusCode.RequestEntityTooLarge);
        using var request = new HttpRequestMessage(HttpMethod.Patch, new Uri(upload, UriKind.Relative)) { Content = new ByteArrayContent(Content) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", OffsetType);
        request.Headers.TransferEncodingChunked = true;
        request.Headers.Add("Tus-Resumable", "1.0.0");
        request.Headers.Add("Upload-Offset", "0");
        using var chunked = await client.SendAsync(request, TestContext.Current.CancellationToken);
        await chunked.ProblemAsync(HttpStatusCode.RequestEntityTooLarge);
        await IsAtAsync(client, upload, 0);
    }

    [Fact]
    public async Task Patch_OtherMediaType_IsUnsupported()
    {
        using var client = await SignIn.AsAsync(api.First, 13);
        var upload = await CreateAsync(client, ("Upload-Length", "100"));
        using var response = await Tus(client, HttpMethod.Patch, upload, [1], "application/octet-stream", ("Upload-Offset", "0"));
        await response.ProblemAsync(HttpStatusCode.UnsupportedMediaType);
    }

    [Theory]
    [InlineData("crc99 AAAA")]
    [InlineData("sha1")]
    [InlineData("sha1 !!!!")]
    [InlineData("sha1 AAAA")]
    public async Task Patch_UnknownChecksum_IsBadRequest(string checksum)
    {
        using var client = await SignIn.AsAsync(api.First, 13);
        var upload = await CreateAsync(client, ("Upload-Length", "100"));
        using var response = await PatchAsync(client, upload, 0, [1], ("Upload-Checksum", checksum));
        await response.ProblemAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Upload_Foreign_IsNotFound()
    {
        using var owner = await SignIn.AsAsync(api.First, 13);
        using var stranger = await SignIn.AsAsync(api.First, 14);
        var upload = await CreateAsync(owner, ("Upload-Length", "100"));
        using var head = await Tus(stranger, HttpMethod.Head, upload);
        Assert.Equal(HttpStatusCode.NotFound, head.StatusCode);
        using var patch = await PatchAsync(stranger, upload, 0, [1]);
        await patch.ProblemAsync(HttpStatusCode.NotFound);
        using var deletion = await Tus(stranger, HttpMethod.Delete, upload);
        await deletion.ProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Patch_ConnectionCut_KeepsWhatCame()
    {
        using var client = await SignIn.AsAsync(api.First, 13);
        var upload = await CreateAsync(client, ("Upload-Length", "200000"));
        using (var socket = await HalfPatchAsync(client, upload, 150_000))
            await Eventually.TrueAsync(() => Task.FromResult(Written(upload) >= 100_000), "some of it is written", TestContext.Current.CancellationToken);
        await Eventually.TrueAsync(async () => await OffsetAsync(client, upload) > 0, "what came is noted", TestContext.Current.CancellationToken);
        var offset = await OffsetAsync(client, upload);
        Assert.InRange(offset, 100_000, 150_000);
        using var last = await PatchAsync(client, upload, offset, Content[(int)offset..]);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Content)), (await client.ReadAsync($"{last.Header("Content-Location")!}")).GetProperty("sha256").GetString());
    }

    [Fact]
    public async Task Patch_WhileAnotherWrites_IsLockedAtBothReplicas()
    {
        using var client = await SignIn.AsAsync(api.First, 13);
        using var other = SignIn.SameUser(client, api.Second);
        var upload = await CreateAsync(client, ("Upload-Length", "200000"));
        using var socket = await HalfPatchAsync(client, upload, 100_000);
        await Eventually.TrueAsync(() => Task.FromResult(Written(upload) > 0), "the first is writing", TestContext.Current.CancellationToken);
        using var here = await PatchAsync(client, upload, 0, Content);
        await here.ProblemAsync((HttpStatusCode)423);
        using var there = await PatchAsync(other, upload, 0, Content);
        await there.ProblemAsync((HttpStatusCode)423);
    }

    [Fact]
    public async Task Patch_SlowBody_IsCutOff()
    {
        var strict = await api.StartToStayAsync("upcoach-strict", null, "--UpCoach:Files:LeastBytesPerSecond=100000", "--UpCoach:Files:SlowGrace=00:00:01.100");
        using var client = await SignIn.AsAsync(strict, 13);
        var upload = await CreateAsync(client, ("Upload-Length", "200000"));
        using var socket = await HalfPatchAsync(client, upload, 10, strict.Address);
        var answer = new byte[12];
        await new NetworkStream(socket).ReadExactlyAsync(answer, TestContext.Current.CancellationToken);
        Assert.Equal("HTTP/1.1 408", Encoding.ASCII.GetString(answer));
    }

    private long Written(string upload) =>
        new FileInfo(Path.Combine(api.Files, "incoming", Guid.Parse(upload.Split('/')[^1]).ToString("N"))) is { Exists: true } file ? file.Length : 0;

    // A request that promises 200,000 bytes and sends some of them.
    private async Task<Socket> HalfPatchAsync(HttpClient client, string upload, int count, Uri? at = null)
    {
        at ??= api.First.Address;
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(at.Host, at.Port, TestContext.Current.CancellationToken);
        var head = $"PATCH {upload} HTTP/1.1\r\nHost: {at.Authority}\r\nAuthorization: {client.DefaultRequestHeaders.Authorization}\r\nTus-Resumable: 1.0.0\r\n"
            + $"Upload-Offset: 0\r\nContent-Type: {OffsetType}\r\nContent-Length: 200000\r\n\r\n";
        await socket.SendAsync(Encoding.ASCII.GetBytes(head), TestContext.Current.CancellationToken);
        for (var sent = 0; sent < count;)
            sent += await socket.SendAsync(Content.AsMemory(sent, count - sent), TestContext.Current.CancellationToken);
        return socket;
    }

    private static async Task<string> CreateAsync(HttpClient client, params (string, string)[] headers)
    {
        using var response = await Tus(client, HttpMethod.Post, "/api/v1/uploads", null, null, headers);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.NotNull(response.Header("Upload-Expires"));
        return response.Header("Location")!;
    }

    private static Task<HttpResponseMessage> PatchAsync(HttpClient client, string upload, long offset, byte[] bytes, params (string, string)[] headers) =>
        Tus(client, HttpMethod.Patch, upload, bytes, OffsetType, [("Upload-Offset", offset.ToString(CultureInfo.InvariantCulture)), .. headers]);

    private static Task<HttpResponseMessage> Tus(
        HttpClient client, HttpMethod method, string path, byte[]? body = null, string? mediaType = null, params (string, string)[] headers) =>
        client.AskAsync(method, path, body, mediaType, [("Tus-Resumable", "1.0.0"), .. headers]);

    private static void Moves(HttpResponseMessage response, long to)
    {
        using (response)
        {
            Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
            Assert.Equal(to.ToString(CultureInfo.InvariantCulture), response.Header("Upload-Offset"));
        }
    }

    private static async Task<long> OffsetAsync(HttpClient client, string upload)
    {
        using var head = await Tus(client, HttpMethod.Head, upload);
        return long.Parse(head.Header("Upload-Offset")!, CultureInfo.InvariantCulture);
    }

    private static async Task<bool> IsForgottenAsync(HttpClient client, string upload)
    {
        using var head = await Tus(client, HttpMethod.Head, upload);
        return head.StatusCode is HttpStatusCode.NotFound;
    }

    private static async Task IsAtAsync(HttpClient client, string upload, long offset) => Assert.Equal(offset, await OffsetAsync(client, upload));

    private static string Text(string value) => Convert.ToBase64String(Encoding.UTF8.GetBytes(value));

    private static string Checksum(string algorithm, byte[] bytes)
    {
        using var hash = IncrementalHash.CreateHash(new HashAlgorithmName(algorithm.ToUpperInvariant()));
        hash.AppendData(bytes);
        return Convert.ToBase64String(hash.GetHashAndReset());
    }
}
