using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.Scenarios;

namespace UpCoach.LoadRunners.Scenarios.Cdn;

/// <summary>
/// Clients of every region use the node that is nearest to them: the app's assets and some pictures. Nodes wait for the distance in place of a network;
/// where they don't, nothing is recorded, because it would say nothing about regions.
/// </summary>
internal sealed class RegionLatency(VirtualUser user, EdgeClient client) : IScenario, IAsyncDisposable
{
    private const int PicturesInUse = 4;

    private readonly TagSet _hit = Tags(client, "hit");
    private readonly TagSet _miss = Tags(client, "miss");
    private IReadOnlyList<string> _content = [];

    /// <inheritdoc/>
    public async ValueTask RunIterationAsync(CancellationToken stop)
    {
        if (_content.Count == 0 && !await BeginAsync(stop)) return;
        var path = _content[user.Random.Next(_content.Count)];
        var answer = await client.GetAsync(path, "GET content (region)", stop);
        if (!user.Check("region: content is there", answer.Http.Status == 200)) return;
        user.Trend(CdnMetrics.Latency.Name, answer.Http.ServiceTime.TotalMilliseconds, answer.IsHit ? _hit : _miss);
        user.Rate(CdnMetrics.Hit.Name, answer.IsHit);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => client.DisposeAsync();

    private static TagSet Tags(EdgeClient client, string cache) => TagSet.Of(CdnMetrics.Region, client.Region).With(CdnMetrics.Cache, cache);

    private async ValueTask<bool> BeginAsync(CancellationToken stop)
    {
        if (!user.Check("region: nodes are known", await client.DiscoverAsync(stop))) return false;
        if (!user.Check("region: nodes simulate distance", client.IsDistant)) return false;
        var page = await client.GetAsync(WebPage.App, "GET page (region)", stop);
        _content = [.. WebPage.AssetsIn(page.Http.Body.Span), .. Enumerable.Range(1, PicturesInUse).Select(number => WebPage.Picture(number, "small.webp"))];
        return user.Check("region: the page has assets", _content.Count > PicturesInUse);
    }
}
