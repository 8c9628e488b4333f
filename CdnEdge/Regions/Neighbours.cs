using UpCoach.ServiceDefaults;

namespace UpCoach.CdnEdge.Regions;

/// <summary>Knows which of the other nodes live, by asking each of them every second.</summary>
internal sealed class Neighbours(RegionOptions options, EdgeOptions edge, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(1) };
    private volatile HashSet<string> _dead = [];

    /// <summary>The nodes that clients can use: this one, and those that answered last time or were not asked yet.</summary>
    public IEnumerable<KeyValuePair<string, EdgeNode>> Alive => All.Where(node => !_dead.Contains(node.Key));

    /// <summary>All nodes, this one first.</summary>
    public IEnumerable<KeyValuePair<string, EdgeNode>> All => Others.Prepend(new(edge.Name, new EdgeNode(edge.Region, options.Edges.GetValueOrDefault(edge.Name)?.Url)));

    private IEnumerable<KeyValuePair<string, EdgeNode>> Others => options.Edges.Where(node => node.Key != edge.Name && node.Value.Url is not null);

    public override void Dispose()
    {
        _http.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!Others.Any()) return;
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var answers = await Task.WhenAll(Others.Select(async node => (node.Key, IsAlive: await IsAliveAsync(node.Value.Url!, stoppingToken))));
            _dead = [.. answers.Where(answer => !answer.IsAlive).Select(answer => answer.Key)];
        }
    }

    private async Task<bool> IsAliveAsync(Uri node, CancellationToken stop)
    {
        try
        {
            using var answer = await _http.GetAsync(new Uri(node, DefaultEndpointsExtensions.AlivePath), stop);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException && !stop.IsCancellationRequested)
        {
            return false;
        }
    }
}
