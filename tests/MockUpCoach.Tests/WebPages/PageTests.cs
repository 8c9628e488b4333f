using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace UpCoach.MockUpCoach.Tests.WebPages;

[Trait("kind", "server")]
public sealed partial class PageTests(ApiFixture api)
{
    private readonly CancellationToken stop = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/dashboard", "text/html")]
    [InlineData("/app", "text/html")]
    [InlineData("/app/sw.js", "text/javascript")]
    [InlineData("/app/app.webmanifest", "application/manifest+json")]
    public async Task Page_EveryFileItNames_IsThereForEver(string page, string mediaType)
    {
        using var response = await GetAsync(page);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(mediaType, response.Content.Headers.ContentType!.MediaType);
        var text = await response.Content.ReadAsStringAsync(stop);
        Assert.DoesNotContain("{{", text, StringComparison.Ordinal);
        var assets = Asset().Matches(text).Select(match => match.Value).Distinct().ToList();
        Assert.NotEmpty(assets);
        foreach (var asset in assets.Where(path => Path.HasExtension(path)))
        {
            using var file = await GetAsync(asset);
            Assert.True(file.StatusCode == HttpStatusCode.OK, asset);
            Assert.Equal("public, max-age=31536000, immutable", string.Join(", ", file.Headers.GetValues("Cache-Control")));
        }
    }

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    public async Task Page_Compressed_IsSmallerAndTheSame(string encoding)
    {
        using var plain = await GetAsync("/dashboard");
        using var packed = await GetAsync("/dashboard", encoding);
        Assert.Equal([encoding], packed.Content.Headers.ContentEncoding);
        Assert.Equal("Accept-Encoding", packed.Headers.Vary.Single());
        Assert.NotEqual(plain.Headers.ETag, packed.Headers.ETag);
        var bytes = await packed.Content.ReadAsByteArrayAsync(stop);
        await using Stream unpacked = encoding == "br"
            ? new BrotliStream(new MemoryStream(bytes), CompressionMode.Decompress)
            : new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
        using var reader = new StreamReader(unpacked);
        var text = await plain.Content.ReadAsStringAsync(stop);
        Assert.Equal(text, await reader.ReadToEndAsync(stop));
        Assert.True(bytes.Length < text.Length / 2);
    }

    [Fact]
    public async Task Page_Unchanged_Is304WithoutABody()
    {
        using var first = await GetAsync("/app", "br");
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/app", UriKind.Relative));
        request.Headers.AcceptEncoding.ParseAdd("br");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await api.First.Client.SendAsync(request, stop);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Equal(first.Headers.ETag, second.Headers.ETag);
        Assert.Empty(await second.Content.ReadAsByteArrayAsync(stop));
    }

    [Theory]
    [InlineData("/assets/000000000000/dashboard/main.js")]
    [InlineData("/assets/VERSION/dashboard/nothing.js")]
    [InlineData("/assets/VERSION/dashboard/index.html")]
    [InlineData("/assets/VERSION/..%2f..%2fappsettings.json")]
    public async Task Asset_NotOfThisVersion_IsNotFoundAndNotKept(string path)
    {
        using var page = await GetAsync("/dashboard");
        var version = Asset().Match(await page.Content.ReadAsStringAsync(stop)).Value.Split('/')[2];
        using var response = await GetAsync(path.Replace("VERSION", version, StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.True(response.Headers.CacheControl is null or { NoStore: true });
    }

    [Fact]
    public async Task Page_Policy_AllowsNothingInline()
    {
        using var response = await GetAsync("/dashboard");
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        var text = await response.Content.ReadAsStringAsync(stop);
        Assert.DoesNotContain(" style=", text, StringComparison.Ordinal);
        Assert.DoesNotMatch("<script(?![^>]* src=)", text);
    }

    [Fact]
    public async Task ServiceWorker_Scope_MayBeThePageAbove()
    {
        using var response = await GetAsync("/app/sw.js");
        Assert.Equal("/app", response.Headers.GetValues("Service-Worker-Allowed").Single());
        Assert.True(response.Headers.CacheControl!.NoCache);
    }

    [Fact]
    public async Task Manifest_Fields_MakeTheAppInstallable()
    {
        var manifest = await api.First.Client.ReadAsync($"/app/app.webmanifest");
        Assert.Equal("/app", manifest.GetProperty("start_url").GetString());
        Assert.Equal("standalone", manifest.GetProperty("display").GetString());
        Assert.NotEmpty(manifest.GetProperty("icons").EnumerateArray());
    }

    [Fact]
    public async Task Page_BothReplicas_ServeTheSame()
    {
        using var first = await GetAsync("/dashboard");
        using var second = await api.Second.Client.GetAsync(new Uri("/dashboard", UriKind.Relative), stop);
        Assert.Equal(first.Headers.ETag, second.Headers.ETag);
    }

    private async Task<HttpResponseMessage> GetAsync(string path, string? encoding = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        if (encoding is not null)
            request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue(encoding));
        return await api.First.Client.SendAsync(request, stop);
    }

    [GeneratedRegex("/assets/[^\"' )]+")]
    private static partial Regex Asset();
}
