using Microsoft.AspNetCore.Http;

namespace UpCoach.CdnEdge.Tests;

[Trait("kind", "server")]
[Collection(nameof(OneEdgeAtATime))]
public sealed class EdgeMetricsTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Metrics_OriginKilled_CountsRequestsRetriesAndHealth()
    {
        await using var edge = await EdgeUnderTest.StartAsync();
        for (var n = 0; n < 20; n++) await edge.Client.GetStringAsync("/who", Stop);
        await edge.First.KillAsync();
        await edge.AskUntilAsync("/who", _ => true, Stop);

        using var scrape = await edge.AskUntilAsync("/metrics", answer => Value(Text(answer), "cdn_origin_healthy", "region=\"us-east\"", "origin=\"upcoach-1\"") == "0", Stop);

        var text = Text(scrape);
        Assert.NotNull(Value(text, "cdn_requests_total", "region=\"us-east\"", "origin=\"upcoach-1\"", "status_class=\"2xx\""));
        Assert.NotNull(Value(text, "cdn_requests_total", "region=\"us-east\"", "origin=\"upcoach-2\"", "status_class=\"2xx\""));
        Assert.Equal("1", Value(text, "cdn_origin_healthy", "region=\"us-east\"", "origin=\"upcoach-2\""));
    }

    [Fact]
    public async Task Metrics_HitsAndMisses_AreCountedByRequestsAndBytes()
    {
        await using var edge = await EdgeUnderTest.StartAsync();
        edge.Answer(context =>
        {
            context.Response.Headers.CacheControl = context.Request.Path == "/any/own" ? "private, no-store" : "max-age=60";
            return context.Response.WriteAsync("ten bytes.");
        });
        for (var n = 0; n < 4; n++) await edge.Client.GetStringAsync("/any/shared", Stop);
        await edge.Client.GetStringAsync("/any/own", Stop);

        using var scrape = await edge.AskUntilAsync("/metrics", answer => Value(Text(answer), "cdn_cache_requests_total", "result=\"not_stored\"") == "1", Stop);

        var text = Text(scrape);
        Assert.Equal("1", Value(text, "cdn_cache_requests_total", "region=\"us-east\"", "result=\"miss\""));
        Assert.Equal("3", Value(text, "cdn_cache_requests_total", "region=\"us-east\"", "result=\"hit\""));
        Assert.Equal("10", Value(text, "cdn_cache_bytes_total", "region=\"us-east\"", "result=\"miss\""));
        Assert.Equal("30", Value(text, "cdn_cache_bytes_total", "region=\"us-east\"", "result=\"hit\""));
        Assert.Equal("10", Value(text, "cdn_cache_bytes_total", "region=\"us-east\"", "result=\"not_stored\""));
        Assert.Equal("1", Value(text, "cdn_cache_entries", "region=\"us-east\"", "tier=\"memory\""));
    }

    private static string Text(HttpResponseMessage response) => response.Content.ReadAsStringAsync(Stop).GetAwaiter().GetResult();

    private static string? Value(string scrape, string name, params string[] labels)
        => scrape.Split('\n')
            .Where(line => line.StartsWith(name + "{", StringComparison.Ordinal) && labels.All(label => line.Contains(label, StringComparison.Ordinal)))
            .Select(line => line[(line.LastIndexOf('}') + 1)..].Trim().Split(' ')[0])
            .FirstOrDefault();
}
