using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Protocols.Http;

namespace UpCoach.LoadRunners.Scenarios.Cdn;

/// <summary>A client in one region: it uses the nearest living node, and the next one where a node fails.</summary>
/// <param name="user">Who asks.</param>
/// <param name="session">Its connections; disposed with this.</param>
/// <param name="region">Where the client is, as <c>X-Client-Region</c> tells the node.</param>
internal sealed class EdgeClient(VirtualUser user, HttpSession session, string region) : IAsyncDisposable
{
    private const string Ask = "GET /cdn/regions/{client}";

    private readonly KeyValuePair<string, string>[] _place = [new("X-Client-Region", region)];

    /// <summary>Gets the client's region.</summary>
    public string Region => region;

    /// <summary>Gets whether nodes make this client wait for its distance.</summary>
    public bool IsDistant { get; private set; }

    /// <summary>Gets the nodes to use, the nearest first.</summary>
    public IReadOnlyList<(string Name, Uri Url)> Nodes { get; private set; } = [];

    /// <summary>Asks the nodes that it knows, at first the run's target, which ones to use.</summary>
    /// <returns>False if nobody said.</returns>
    public async ValueTask<bool> DiscoverAsync(CancellationToken stop)
    {
        foreach (var node in Nodes.Select(known => known.Url).Append(user.Target).ToList())
        {
            var answer = await session.GetAsync(new Uri(node, $"/cdn/regions/{region}").AbsoluteUri, Ask, stop);
            if (!answer.IsSuccess || answer.ReadJson(CdnJson.Default.NearestEdges) is not { Edges.Length: > 0 } nearest) continue;
            IsDistant = nearest.DelaysAreOn;
            Nodes = [.. nearest.Edges.Select(edge => (edge.Name, edge.Url ?? node))];
            return true;
        }

        return false;
    }

    /// <summary>Gets something from the nearest node, or where that fails from the next; records whether it was to be had.</summary>
    /// <param name="path">Path and query.</param>
    /// <param name="name">The <c>name</c> tag.</param>
    /// <param name="stop">The iteration's token.</param>
    /// <param name="fields">More header fields.</param>
    public async ValueTask<EdgeAnswer> GetAsync(string path, string name, CancellationToken stop, params KeyValuePair<string, string>[] fields)
    {
        EdgeAnswer answer = default;
        var nodes = Nodes;
        foreach (var (node, url) in nodes)
        {
            answer = await GetFromAsync(url, path, name, stop, fields);
            if (answer.IsAvailable) break;
            // The network learns of it sooner or later; this client does at once.
            Nodes = [.. Nodes.Where(other => other.Name != node), .. Nodes.Where(other => other.Name == node)];
        }

        user.Rate(CdnMetrics.Available.Name, answer.IsAvailable);
        return answer;
    }

    /// <summary>Gets something from one node.</summary>
    public async ValueTask<EdgeAnswer> GetFromAsync(Uri node, string path, string name, CancellationToken stop, params KeyValuePair<string, string>[] fields)
        => EdgeAnswer.Of(await session.SendAsync(new HttpCall(HttpMethod.Get, new Uri(node, path).AbsoluteUri, name) { Headers = [.. _place, .. fields] }, stop));

    /// <summary>Sends anything else to one node.</summary>
    public ValueTask<HttpResult> SendAsync(HttpCall call, CancellationToken stop) => session.SendAsync(call, stop);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => session.DisposeAsync();
}
