using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Scenarios.Workload;

namespace UpCoach.LoadRunners.Scenarios.Cdn;

/// <summary>A steady stream of single requests from all regions for what the network is there for: mostly assets, some pictures, now and then a page. Every request counts.</summary>
internal sealed class Availability(VirtualUser user, EdgeClient client) : IScenario, IAsyncDisposable
{
    private static readonly WeightedChoice<string> Kinds = new((75, "asset"), (15, "picture"), (10, "page"));

    private IReadOnlyList<string> _assets = [];

    /// <inheritdoc/>
    public async ValueTask RunIterationAsync(CancellationToken stop)
    {
        if (client.Nodes.Count == 0 && !user.Check("availability: nodes are known", await client.DiscoverAsync(stop))) return;
        var kind = _assets.Count == 0 ? "page" : Kinds.Next(user.Random);
        var path = kind switch
        {
            "asset" => _assets[user.Random.Next(_assets.Count)],
            "picture" => WebPage.Picture(user.Random.Next(WebPage.Pictures) + 1, "small.webp"),
            _ => WebPage.App,
        };
        var answer = await client.GetAsync(path, "GET anything", stop);
        user.Check("availability: what is asked for is there", answer.Http.Status == 200);
        if (kind == "page") _assets = WebPage.AssetsIn(answer.Http.Body.Span);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => client.DisposeAsync();
}
