using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.Scenarios;

namespace UpCoach.LoadRunners.Scenarios.Cdn;

/// <summary>
/// Somebody with an empty browser opens the app: the page and all assets that it names. A user's first visit is cold: its addresses carry a query that no node has seen, so
/// every asset comes from an origin. The later ones are warm and use the plain addresses; who comes first to a node still finds it empty, and that counts.
/// </summary>
internal sealed class StaticAssets(VirtualUser user, EdgeClient client) : IScenario, IAsyncDisposable
{
    // As many connections to one server as browsers have over HTTP/1.1.
    private const int AtOnce = 6;

    private static readonly KeyValuePair<string, string> Encodings = new("Accept-Encoding", "gzip, br");

    // The random part keeps two runs against one network apart.
    private readonly string _cold = FormattableString.Invariant($"?cold={Guid.NewGuid():N}");

    /// <inheritdoc/>
    public async ValueTask RunIterationAsync(CancellationToken stop)
    {
        if (client.Nodes.Count == 0 && !user.Check("assets: nodes are known", await client.DiscoverAsync(stop))) return;
        var visit = user.Iteration == 0 ? "cold" : "warm";
        using var tagged = user.Tagged(CdnMetrics.Visit, visit);
        var begin = user.Clock.GetTimestamp();
        var page = await client.GetAsync(WebPage.App, "GET page", stop);
        var assets = WebPage.AssetsIn(page.Http.Body.Span);
        if (!user.Check("assets: the page has some", page.Http.Status == 200 && assets.Count > 0)) return;

        long all = 0, had = 0;
        foreach (var few in assets.Chunk(AtOnce))
        {
            var answers = await Task.WhenAll(few.Select(asset => client.GetAsync(visit == "cold" ? asset + _cold : asset, "GET asset", stop, Encodings).AsTask()));
            foreach (var answer in answers)
            {
                user.Check("assets: each is there", answer.Http.Status == 200);
                user.Rate(CdnMetrics.Hit.Name, answer.IsHit);
                user.Count(CdnMetrics.Bytes.Name, answer.Bytes, TagSet.Of(CdnMetrics.Cache, answer.Cache));
                all += answer.Bytes;
                if (answer.IsHit) had += answer.Bytes;
            }
        }

        user.Trend(CdnMetrics.ByteHitRatio.Name, (double)had / Math.Max(all, 1));
        user.Trend(CdnMetrics.PageDuration.Name, user.Clock.GetElapsedTime(begin).TotalMilliseconds);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => client.DisposeAsync();
}
