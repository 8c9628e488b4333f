using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;

namespace UpCoach.Benchmarks.Files;

/// <summary>Uploads that all begin at once. What comes back wrong, or not at all, is counted.</summary>
internal sealed class Uploads(HttpClient client)
{
    private readonly ConcurrentQueue<(string Url, string Sha256)> large = new();
    private int seed;
    private int wrong;
    private int cutOff;

    public int Count => seed;

    public int Wrong => wrong;

    public int Cuts => cutOff;

    public Task WholeAsync(int count, long length, bool form) => Task.WhenAll(Enumerable.Range(0, count).Select(_ => Task.Run(async () =>
    {
        var number = Interlocked.Increment(ref seed);
        using HttpContent content = form
            ? new MultipartFormDataContent { { new SeededContent(number, 0, length), "file", $"{number}.bin" } }
            : new SeededContent(number, 0, length);
        using var answer = await client.PostAsync(new Uri("/api/v1/files", UriKind.Relative), content);
        await CheckAsync(answer, number, length);
    })));

    public Task ResumedAsync(int count, long length, int cuts) => Task.WhenAll(Enumerable.Range(0, count).Select(_ => Task.Run(async () =>
    {
        var number = Interlocked.Increment(ref seed);
        var random = new Random(number);
        var places = new Queue<long>(Enumerable.Range(0, cuts).Select(_ => random.NextInt64(length)).Order());
        using var created = await TusAsync(HttpMethod.Post, "/api/v1/uploads", null, ("Upload-Length", length.ToString(CultureInfo.InvariantCulture)));
        var upload = created.Headers.Location!.ToString();
        for (long offset = 0; offset < length;)
        {
            while (places.TryPeek(out var past) && past < offset)
                places.Dequeue();
            try
            {
                var content = new SeededContent(number, offset, length, places.TryDequeue(out var place) ? place : long.MaxValue);
                using var sent = await TusAsync(HttpMethod.Patch, upload, content, ("Upload-Offset", offset.ToString(CultureInfo.InvariantCulture)));
            }
            catch (HttpRequestException)
            {
                Interlocked.Increment(ref cutOff);
            }

            using var head = await TusAsync(HttpMethod.Head, upload, null);
            offset = long.Parse(head.Headers.GetValues("Upload-Offset").Single(), CultureInfo.InvariantCulture);
        }

        using var answer = await client.GetAsync(new Uri(upload.Replace("uploads", "files", StringComparison.Ordinal), UriKind.Relative));
        await CheckAsync(answer, number, length);
    })));

    public Task DownloadAsync() => Task.WhenAll(large.Take(20).Select(file => Task.Run(async () =>
    {
        await using var content = await client.GetStreamAsync(new Uri(file.Url, UriKind.Relative));
        if (Convert.ToHexStringLower(await SHA256.HashDataAsync(content)) != file.Sha256)
            Interlocked.Increment(ref wrong);
    })));

    private async Task<HttpResponseMessage> TusAsync(HttpMethod method, string address, HttpContent? content, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(address, UriKind.RelativeOrAbsolute)) { Content = content };
        request.Headers.Add("Tus-Resumable", "1.0.0");
        if (content is not null)
            content.Headers.ContentType = new MediaTypeHeaderValue("application/offset+octet-stream");
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        return await client.SendAsync(request);
    }

    private async Task CheckAsync(HttpResponseMessage answer, int number, long length)
    {
        var file = answer.StatusCode is HttpStatusCode.Created or HttpStatusCode.OK ? await answer.Content.ReadFromJsonAsync<JsonElement>() : default;
        var expected = SeededContent.Sha256(number, length);
        if (file.ValueKind != JsonValueKind.Object || file.GetProperty("sha256").GetString() != expected || file.GetProperty("size").GetInt64() != length)
            Interlocked.Increment(ref wrong);
        else if (length > 5_000_000)
            large.Enqueue((file.GetProperty("contentUrl").GetString()!, expected));
    }
}
