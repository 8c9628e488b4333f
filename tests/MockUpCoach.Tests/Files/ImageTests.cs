using System.Net;
using System.Text;
using System.Text.Json;
using NetVips;
using UpCoach.Testing;

namespace UpCoach.MockUpCoach.Tests.Files;

[Trait("kind", "server")]
public sealed class ImageTests(ApiFixture api)
{
    [Fact]
    public async Task Image_Jpeg_IsMadeInAllSizesAndFormatsWithoutMetadata()
    {
        using var client = await SignIn.AsAsync(api.First, 15);
        var source = TestImages.Sideways();
        Assert.Contains("Secret camera", Encoding.Latin1.GetString(source), StringComparison.Ordinal);
        var status = await SendAsync(client, source, "image/jpeg");
        Assert.Equal("ready", status.GetProperty("state").GetString());
        Assert.Equal(1, status.GetProperty("progress").GetDouble());
        Assert.True(status.GetProperty("queuedMs").GetInt64() >= 0);
        Assert.True(status.GetProperty("processingMs").GetInt64() > 0);
        var variants = status.GetProperty("variants").EnumerateArray().ToList();
        Assert.Equal(["small", "medium", "large", "full"], variants.Select(variant => variant.GetProperty("name").GetString()));
        foreach (var variant in variants)
        {
            foreach (var (format, loader) in new[] { ("jpg", "jpegload_buffer"), ("webp", "webpload_buffer"), ("avif", "heifload_buffer") })
            {
                // At the other replica, without a word about who asks.
                using var response = await api.Second.Client.AskAsync(HttpMethod.Get, variant.GetProperty(format).GetString()!);
                var bytes = await response.BytesAsync();
                using var image = Image.NewFromBuffer(bytes);
                Assert.Equal(loader, image.Get("vips-loader"));
                Assert.Equal((variant.GetProperty("width").GetInt32(), variant.GetProperty("height").GetInt32()), (image.Width, image.Height));
                Assert.True(image.Height > image.Width, "it stands upright");
                Assert.DoesNotContain(image.GetFields(), field => field.StartsWith("exif", StringComparison.Ordinal));
                Assert.DoesNotContain("Secret camera", Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);
            }
        }

        Assert.Equal((107, 160), (variants[0].GetProperty("width").GetInt32(), variants[0].GetProperty("height").GetInt32()));
        Assert.Equal((200, 300), (variants[3].GetProperty("width").GetInt32(), variants[3].GetProperty("height").GetInt32()));
        await NothingIsLeftAsync();
    }

    [Fact]
    public async Task Image_InAForm_IsMade()
    {
        using var client = await SignIn.AsAsync(api.First, 15);
        using var part = new ByteArrayContent(TestImages.Png(900, 300)) { Headers = { ContentType = new("image/png") } };
        using var form = new MultipartFormDataContent { { part, "image", "wide.png" } };
        using var response = await client.PostAsync(new Uri("/api/v1/images", UriKind.Relative), form, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        var status = await DoneAsync(client, response.Header("Location")!);
        Assert.Equal("ready", status.GetProperty("state").GetString());
        Assert.Equal(900, status.GetProperty("variants")[3].GetProperty("width").GetInt32());
        Assert.Equal(213, status.GetProperty("variants")[2].GetProperty("height").GetInt32());
    }

    [Theory]
    [InlineData("truncated jpeg")]
    [InlineData("truncated png")]
    [InlineData("truncated webp")]
    [InlineData("bomb")]
    [InlineData("only a signature")]
    public async Task Image_Bad_IsRejectedAndNothingIsLeft(string kind)
    {
        using var client = await SignIn.AsAsync(api.First, 15);
        var (bytes, mediaType) = kind switch
        {
            "truncated jpeg" => (Half(TestImages.Sideways()), "image/jpeg"),
            "truncated png" => (Half(TestImages.Png(700, 700)), "image/png"),
            "truncated webp" => (Half(TestImages.Webp(700, 700)), "image/webp"),
            "bomb" => (TestImages.Bomb(), "image/png"),
            _ => ((byte[])[0x89, .. "PNG\r\n\u001a\n and then a text"u8], "image/png"),
        };
        var status = await SendAsync(client, bytes, mediaType);
        Assert.Equal("rejected", status.GetProperty("state").GetString());
        Assert.False(string.IsNullOrEmpty(status.GetProperty("reason").GetString()));
        Assert.Empty(status.GetProperty("variants").EnumerateArray());
        using var media = await client.SendAsync(HttpMethod.Get, $"/media/{status.GetProperty("id").GetString()}/small.jpg");
        Assert.Equal(HttpStatusCode.NotFound, media.StatusCode);
        await NothingIsLeftAsync();
    }

    [Theory]
    [InlineData("image/png")]
    [InlineData("image/svg+xml")]
    [InlineData("text/plain")]
    [InlineData("application/octet-stream")]
    [InlineData(null)]
    public async Task Image_OfAnotherType_IsUnsupported(string? mediaType)
    {
        using var client = await SignIn.AsAsync(api.First, 15);
        var before = api.Incoming().ToList();
        using var response = await client.AskAsync(HttpMethod.Post, "/api/v1/images", TestImages.Sideways(), mediaType);
        await response.ProblemAsync(HttpStatusCode.UnsupportedMediaType);
        Assert.Empty(api.Incoming().Except(before));
    }

    [Fact]
    public async Task Image_TextThatSaysItIsOne_IsUnsupported()
    {
        using var client = await SignIn.AsAsync(api.First, 15);
        using var response = await client.AskAsync(HttpMethod.Post, "/api/v1/images", "<svg xmlns='http://www.w3.org/2000/svg'/>"u8.ToArray(), "image/png");
        await response.ProblemAsync(HttpStatusCode.UnsupportedMediaType);
    }

    [Fact]
    public async Task Image_TooManyBytes_IsTooLarge()
    {
        var small = await api.StartToStayAsync("upcoach-small", null, "--UpCoach:Files:MostImageBytes=1000");
        using var client = await SignIn.AsAsync(small, 15);
        using var response = await client.AskAsync(HttpMethod.Post, "/api/v1/images", TestImages.Sideways(), "image/jpeg");
        await response.ProblemAsync(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task Queue_Full_AsksToComeLater()
    {
        var full = await api.StartToStayAsync("upcoach-full", null, "--UpCoach:Files:MostWaitingImages=0");
        using var client = await SignIn.AsAsync(full, 15);
        using var response = await client.AskAsync(HttpMethod.Post, "/api/v1/images", TestImages.Sideways(), "image/jpeg");
        await response.ProblemAsync(HttpStatusCode.ServiceUnavailable);
        Assert.Equal("5", response.Header("Retry-After"));
    }

    [Fact]
    public async Task Image_OfAStranger_IsNotFound()
    {
        using var owner = await SignIn.AsAsync(api.First, 15);
        using var stranger = await SignIn.AsAsync(api.First, 16);
        using var response = await owner.AskAsync(HttpMethod.Post, "/api/v1/images", TestImages.Png(10, 10), "image/png");
        using var foreign = await stranger.AskAsync(HttpMethod.Get, response.Header("Location")!);
        await foreign.ProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Image_OfTheSeed_IsEverybodys()
    {
        using var client = await SignIn.AsAsync(api.First, 15);
        var status = await client.ReadAsync($"/api/v1/images/seed-7");
        Assert.Equal("ready", status.GetProperty("state").GetString());
        Assert.Equal("/media/seed-7/full.avif", status.GetProperty("variants")[3].GetProperty("avif").GetString());
        using var media = await api.First.Client.AskAsync(HttpMethod.Get, "/media/seed-7/full.webp");
        using var image = Image.NewFromBuffer(await media.BytesAsync());
        Assert.Equal((status.GetProperty("variants")[3].GetProperty("width").GetInt32(), status.GetProperty("variants")[3].GetProperty("height").GetInt32()), (image.Width, image.Height));
    }

    private static byte[] Half(byte[] bytes) => bytes[..(bytes.Length / 2)];

    private static async Task<JsonElement> SendAsync(HttpClient client, byte[] bytes, string mediaType)
    {
        using var response = await client.AskAsync(HttpMethod.Post, "/api/v1/images", bytes, mediaType);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        return await DoneAsync(client, response.Header("Location")!);
    }

    private static async Task<JsonElement> DoneAsync(HttpClient client, string address)
    {
        JsonElement status = default;
        await Eventually.TrueAsync(async () => (status = await client.ReadAsync($"{address}")).GetProperty("state").GetString() is "ready" or "rejected", "the image is done");
        return status;
    }

    private Task NothingIsLeftAsync() => Eventually.TrueAsync(
        () => !Directory.EnumerateDirectories(Path.Combine(api.Files, "work")).Any(), "the worker's folders are deleted");
}
