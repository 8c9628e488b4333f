using System.Text.Json;
using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Protocols.Http;

namespace UpCoach.LoadRunners.Scenarios.Cdn;

/// <summary>
/// A publisher takes something back: once all nodes hold it, tells all of them at once to forget it, and asks each until it no longer gives what it held.
/// Each iteration has an address of its own, so none is disturbed by another.
/// </summary>
/// <param name="user">Who does it.</param>
/// <param name="client">Its way to the nodes.</param>
/// <param name="token">The publisher's token.</param>
internal sealed class PurgePropagation(VirtualUser user, EdgeClient client, string token) : IScenario, IAsyncDisposable
{
    private const string Read = "GET purged";
    private const string Purge = "POST /cdn/purge";

    // A node that has it says so at the second question, unless its store is full.
    private const int Questions = 5;

    // What a network far larger than this one promises.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly string _mark = Guid.NewGuid().ToString("N");

    /// <inheritdoc/>
    public async ValueTask RunIterationAsync(CancellationToken stop)
    {
        if (client.Nodes.Count == 0 && !user.Check("purge: nodes are known", await client.DiscoverAsync(stop))) return;
        var path = FormattableString.Invariant($"{WebPage.App}?purge={_mark}-{user.Iteration}");
        foreach (var (_, node) in client.Nodes)
        {
            if (!user.Check("purge: the node holds it before", await IsHeldAsync(node, path, stop))) return;
        }

        var begin = user.Clock.GetTimestamp();
        var gone = await Task.WhenAll(client.Nodes.Select(node => PurgeAsync(node.Url, path, begin, stop)));
        if (user.Check("purge: every node forgets it", gone.All(one => one is not null)))
        {
            user.Trend(CdnMetrics.PurgePropagation.Name, gone.Max(one => one!.Value.TotalMilliseconds));
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => client.DisposeAsync();

    private async ValueTask<bool> IsHeldAsync(Uri node, string path, CancellationToken stop)
    {
        for (var n = 0; n < Questions; n++)
        {
            if ((await client.GetFromAsync(node, path, Read, stop)).IsHit) return true;
        }

        return false;
    }

    // Null if the node refuses, or holds on to it.
    private async Task<TimeSpan?> PurgeAsync(Uri node, string path, long begin, CancellationToken stop)
    {
        var order = new HttpCall(HttpMethod.Post, new Uri(node, "/cdn/purge").AbsoluteUri, Purge)
        {
            Body = JsonSerializer.SerializeToUtf8Bytes(new PurgeOrder(path), CdnJson.Default.PurgeOrder),
            ContentType = "application/json",
            Headers = [new("Authorization", $"Bearer {token}")],
        };
        if (!user.Check("purge: is accepted", (await client.SendAsync(order, stop)).Status == 200)) return null;
        while (user.Clock.GetElapsedTime(begin) < Patience)
        {
            var answer = await client.GetFromAsync(node, path, Read, stop);
            if (answer.Http.Status == 200) user.Rate(CdnMetrics.PurgeStale.Name, answer.IsHit);
            if (answer is { IsHit: false, Http.Status: 200 }) return user.Clock.GetElapsedTime(begin);
        }

        return null;
    }
}
