using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Protocols.Delivery;
using UpCoach.LoadRunners.Protocols.Http;
using UpCoach.LoadRunners.Protocols.NetworkConditions;
using UpCoach.LoadRunners.Protocols.Uploads;
using UpCoach.Protocols.Tests.Http;

namespace UpCoach.Protocols.Tests.Uploads;

[Trait("kind", "server")]
public sealed class UploadSessionTests
{
    private static readonly BackOff Soon = new() { First = TimeSpan.FromMilliseconds(30), MaxAttempts = 12 };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Raw_Upload_ArrivesWholeWithItsHash()
    {
        await using var fixture = await SessionFixture.StartAsync(HashBodyAsync);
        var progress = 0L;

        var result = await new UploadSession(fixture.User, fixture.Session).SendRawAsync(
            "/up", "photo", new GeneratedContent(3_000_000, 1), new UploadOptions { OnProgress = one => progress = one.Sent }, Token);

        Assert.True(result.IsComplete, result.Answer.Error);
        Assert.Equal(result.Sha256, Text(result.Answer));
        Assert.Equal((3_000_000, 0, 0, 3_000_000), (result.Length, result.BytesResent, result.Resumes, progress));
        var recorded = fixture.Recorded();
        Assert.Equal("method:raw,name:photo,scenario:test", recorded.SeriesOf("upload_duration").Single().Tags.ToString());
        Assert.Equal((1, 3_000_000, 0), (recorded.Query("uploads").Sum, recorded.Query("upload_bytes").Sum, recorded.Query("upload_failed").Rate));
        Assert.Equal(1, recorded.Query("upload_throughput").Count);
        Assert.Equal(1, recorded.Query("http_reqs").Sum);
    }

    [Fact]
    public async Task Raw_CutOff_BeginsAgain()
    {
        await using var fixture = await SessionFixture.StartAsync(HashBodyAsync);

        var result = await new UploadSession(fixture.User, fixture.Session).SendRawAsync(
            "/up", "photo", new GeneratedContent(1_000_000, 1), new UploadOptions { Disconnects = new DisconnectPlan(600_000), Retry = Soon }, Token);

        Assert.True(result.IsComplete, result.Answer.Error);
        Assert.Equal(result.Sha256, Text(result.Answer));
        Assert.Equal((600_000, 1), (result.BytesResent, result.Resumes));
        Assert.Equal(0, fixture.Recorded().Query("http_req_failed").Rate); // a cut on purpose is no failure of the server
    }

    [Fact]
    public async Task Raw_Refused_IsAFailure()
    {
        await using var fixture = await SessionFixture.StartAsync(async context =>
        {
            await context.Request.Body.CopyToAsync(Stream.Null, Token);
            context.Response.StatusCode = 413;
        });

        var result = await new UploadSession(fixture.User, fixture.Session).SendRawAsync("/up", "photo", new GeneratedContent(1000, 1), null, Token);

        Assert.False(result.IsComplete);
        Assert.Equal((413, 0), (result.Answer.Status, result.Resumes));
        Assert.Equal(1, fixture.Recorded().Query("upload_failed").Rate);
        Assert.Equal(0, fixture.Recorded().Query("upload_bytes").Sum);
    }

    [Fact]
    public async Task Raw_RefusedBeforeTheBodyIsRead_GivesTheAnswer()
    {
        await using var fixture = await SessionFixture.StartAsync(context =>
        {
            context.Response.StatusCode = 401;
            return Task.CompletedTask;
        });

        var result = await new UploadSession(fixture.User, fixture.Session).SendRawAsync("/up", "photo", new GeneratedContent(5_000_000, 1), null, Token);

        Assert.Equal((false, 401, 0), (result.IsComplete, result.Answer.Status, result.Resumes));
    }

    [Fact]
    public async Task Multipart_Upload_IsReadByTheServersOwnReader()
    {
        await using var fixture = await SessionFixture.StartAsync(async context =>
        {
            var form = await context.Request.ReadFormAsync(Token);
            var file = form.Files.Single();
            await using var stream = file.OpenReadStream();
            var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, Token));
            await context.Response.WriteAsync($"{form["title"]} {file.Name} {file.FileName} {file.ContentType} {hash}", Token);
        });
        var options = new UploadOptions { FileName = "a photo.jpg", ContentType = "image/jpeg", Fields = [new("title", "Äpfel")] };

        var result = await new UploadSession(fixture.User, fixture.Session).SendMultipartAsync("/up", "photo", new GeneratedContent(500_001, 1), options, Token);

        Assert.Equal($"Äpfel file a photo.jpg image/jpeg {result.Sha256}", Text(result.Answer));
    }

    [Theory]
    [InlineData(false, null, long.MaxValue, "POST,PATCH")]
    [InlineData(true, null, long.MaxValue, "POST")]
    [InlineData(false, "sha256", 400_000L, "POST,PATCH,PATCH,PATCH")]
    [InlineData(true, "sha1", 400_000L, "POST,PATCH,PATCH")]
    public async Task Tus_Upload_ArrivesWhole(bool createWithUpload, string? checksum, long chunk, string requests)
    {
        var server = new TusServer();
        await using var fixture = await SessionFixture.StartAsync(server.HandleAsync);
        var options = new TusOptions { CreateWithUpload = createWithUpload, Checksum = checksum, ChunkBytes = chunk, Metadata = [new("filename", "Äpfel.jpg")] };

        var result = await new UploadSession(fixture.User, fixture.Session).SendTusAsync("/files", "video", new GeneratedContent(1_000_000, 2), options, Token);

        Assert.True(result.IsComplete, result.Answer.Error);
        var file = server.Files.Values.Single();
        Assert.Equal((result.Sha256, "Äpfel.jpg"), (file.Sha256, file.Metadata["filename"]));
        Assert.Equal(requests, string.Join(',', server.Requests));
        Assert.Equal((0, 0), (result.BytesResent, result.Resumes));
    }

    [Fact]
    public async Task Tus_CutOff_GoesOnWhereTheServerIs()
    {
        var server = new TusServer();
        await using var fixture = await SessionFixture.StartAsync(server.HandleAsync);
        var options = new TusOptions { Disconnects = new DisconnectPlan(300_000, 1_200_000, 1_900_000), Resume = Soon };

        var result = await new UploadSession(fixture.User, fixture.Session).SendTusAsync("/files", "video", new GeneratedContent(2_000_000, 2), options, Token);

        Assert.True(result.IsComplete, result.Answer.Error);
        Assert.Equal(result.Sha256, server.Files.Values.Single().Sha256);
        Assert.True(result.Resumes >= 3);
        Assert.Contains("HEAD", server.Requests);
        Assert.InRange(result.BytesResent, 0, 1_700_000L * result.Resumes);
        var recorded = fixture.Recorded();
        Assert.Equal((result.BytesResent, result.Resumes), (recorded.Query("upload_bytes_resent").Sum, recorded.Query("upload_resumes").Sum));
        Assert.Equal(1, recorded.Query("upload_duration", TagSelector.Of("method", "tus")).Count);
    }

    [Fact]
    public async Task Tus_CutOffWithChecksum_SendsTheWholeChunkAgain()
    {
        var server = new TusServer();
        await using var fixture = await SessionFixture.StartAsync(server.HandleAsync);
        var options = new TusOptions { Checksum = "sha256", ChunkBytes = 500_000, Disconnects = new DisconnectPlan(800_000), Resume = Soon };

        var result = await new UploadSession(fixture.User, fixture.Session).SendTusAsync("/files", "video", new GeneratedContent(1_000_000, 2), options, Token);

        Assert.True(result.IsComplete, result.Answer.Error);
        // From the chunk's start; and the chunk once more for each time that the server still was at the request that was cut off.
        Assert.Equal(300_000, result.BytesResent % 500_000);
        Assert.Equal(result.Sha256, server.Files.Values.Single().Sha256);
    }

    [Fact]
    public async Task Tus_DamagedOnTheWay_IsSentAgain()
    {
        var server = new TusServer();
        server.DamageNext(2);
        await using var fixture = await SessionFixture.StartAsync(server.HandleAsync);

        var result = await new UploadSession(fixture.User, fixture.Session)
            .SendTusAsync("/files", "video", new GeneratedContent(100_000, 2), new TusOptions { Checksum = "sha256", Resume = Soon }, Token);

        Assert.True(result.IsComplete, result.Answer.Error);
        Assert.Equal((200_000, 2), (result.BytesResent, result.Resumes));
        Assert.Equal(result.Sha256, server.Files.Values.Single().Sha256);
    }

    [Fact]
    public async Task Tus_NetworkResets_GoesOn()
    {
        var server = new TusServer();
        await using var origin = await LoopbackServer.StartAsync(server.HandleAsync);
        await using var proxy = ShapingProxy.Start(origin.Address, owner: Token);
        proxy.Upstream.Toxics = [new ResetToxic(400_000)];
        await using var fixture = SessionFixture.At(proxy.Through(origin.Address));

        var result = await new UploadSession(fixture.User, fixture.Session)
            .SendTusAsync("/files", "video", new GeneratedContent(1_000_000, 2), new TusOptions { Resume = Soon with { MaxAttempts = 20 } }, Token);

        Assert.True(result.IsComplete, result.Answer.Error);
        Assert.True(result.Resumes >= 1);
        Assert.Equal(result.Sha256, server.Files.Values.Single().Sha256);
    }

    [Theory]
    [InlineData("0")]
    [InlineData(null)]
    public async Task Tus_ServerThatTakesNothing_IsGivenUp(string? offset)
    {
        await using var fixture = await SessionFixture.StartAsync(async context =>
        {
            await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
            context.Response.StatusCode = context.Request.Method switch { "POST" => 201, "PATCH" => 204, _ => 200 };
            context.Response.Headers.Location = "/files/1";
            context.Response.Headers["Upload-Offset"] = offset;
        });

        var result = await new UploadSession(fixture.User, fixture.Session)
            .SendTusAsync("/files", "video", new GeneratedContent(100, 1), new TusOptions { Resume = Soon with { MaxAttempts = 2 } }, Token);

        Assert.Equal((false, 2), (result.IsComplete, result.Resumes));
    }

    [Fact]
    public async Task Tus_NothingAndGoneAndUnreachable_EndAsTheyShould()
    {
        var server = new TusServer();
        await using var fixture = await SessionFixture.StartAsync(server.HandleAsync);
        var uploads = new UploadSession(fixture.User, fixture.Session);

        var empty = await uploads.SendTusAsync("/files", "empty", new GeneratedContent(0, 1), null, Token);
        var ended = await uploads.TerminateAsync(empty.Location!, "end", Token);
        var gone = await uploads.SendTusAsync("/files/nowhere", "gone", new GeneratedContent(10, 1), null, Token);
        var unreachable = await uploads.SendTusAsync(
            "http://127.0.0.1:1/files", "unreachable", new GeneratedContent(10, 1), new TusOptions { Resume = Soon with { MaxAttempts = 2 } }, Token);

        Assert.True(empty.IsComplete);
        Assert.Equal((204, 0), (ended.Status, server.Files.Count));
        Assert.Equal((false, 404, 0), (gone.IsComplete, gone.Answer.Status, gone.Resumes));
        Assert.Equal((false, 0, 2), (unreachable.IsComplete, unreachable.Answer.Status, unreachable.Resumes));
    }

    private static async Task HashBodyAsync(HttpContext context) =>
        await context.Response.WriteAsync(Convert.ToHexStringLower(await SHA256.HashDataAsync(context.Request.Body, context.RequestAborted)), Token);

    private static string Text(HttpResult answer) => System.Text.Encoding.UTF8.GetString(answer.Body.Span);
}
