using UpCoach.LoadRunners.Engine.Scenarios;

namespace UpCoach.LoadRunners.Scenarios.Cdn;

/// <summary>Loses one of the servers behind the nodes. Only what no node holds shows it, so each request has an address of its own.</summary>
/// <param name="user">Who does it; <c>env</c> may name another <c>VICTIM</c>.</param>
internal sealed class OriginReplica(VirtualUser user) : IFailoverTarget
{
    private readonly string _mark = Guid.NewGuid().ToString("N");
    private string _asset = "";

    public async ValueTask<bool> PrepareAsync(EdgeClient client, CancellationToken stop)
    {
        var page = await client.GetAsync(WebPage.App, "GET page", stop);
        _asset = WebPage.AssetsIn(page.Http.Body.Span).FirstOrDefault("");
        return user.Check("failover: the page has assets", _asset.Length > 0);
    }

    public string VictimOf(EdgeClient client) => user.Env.GetValueOrDefault("VICTIM", "upcoach-2");

    public string PathOf(long number) => FormattableString.Invariant($"{_asset}?failover={_mark}-{number}");
}
