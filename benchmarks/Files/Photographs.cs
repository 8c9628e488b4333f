using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using NetVips;
using UpCoach.Testing;

namespace UpCoach.Benchmarks.Files;

/// <summary>Images as a phone's camera makes them, sent at once and made one after the other.</summary>
internal static class Photographs
{
    public static async Task SendAsync(HttpClient client, int count)
    {
        using var noise = Image.Perlin(3000, 2000, cellSize: 120, seed: 5, uchar: true);
        using var grain = Image.Gaussnoise(3000, 2000, sigma: 6, mean: 0, seed: 6);
        using var colour = (noise + grain).Cast(Enums.BandFormat.Uchar).Bandjoin(noise, noise.Invert()).Copy(interpretation: Enums.Interpretation.Srgb);
        var bytes = colour.JpegsaveBuffer(q: 88);
        var made = await Task.WhenAll(Enumerable.Range(0, count).Select(_ => MakeAsync(client, bytes)));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  {bytes.Length / 1000} kB each; ready {made.Count(status => status.GetProperty("state").GetString() == "ready")}; processing {made.Average(status => status.GetProperty("processingMs").GetInt64()):F0} ms on average; the last waited {made.Max(status => status.GetProperty("queuedMs").GetInt64())} ms"));
    }

    private static async Task<JsonElement> MakeAsync(HttpClient client, byte[] bytes)
    {
        using var content = new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("image/jpeg") } };
        using var answer = await client.PostAsync(new Uri("/api/v1/images", UriKind.Relative), content);
        var address = answer.Headers.Location!;
        JsonElement status = default;
        await Eventually.TrueAsync(async () => (status = await client.GetFromJsonAsync<JsonElement>(address)).GetProperty("state").GetString() is "ready" or "rejected", "an image is made");
        return status;
    }
}
