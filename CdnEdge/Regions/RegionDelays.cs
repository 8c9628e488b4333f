using System.Collections.Concurrent;

namespace UpCoach.CdnEdge.Regions;

/// <summary>Waits as long as the way takes.</summary>
/// <remarks>There is no way to delay packets here, so a whole round trip is waited before the answer: what a client on a warm connection sees.</remarks>
internal sealed class RegionDelays(RegionOptions options, RegionTable table, EdgeOptions edge, TimeProvider clock)
{
    private readonly Jitter _toOrigin = new(options.Seed, options.JitterRatio);
    private readonly ConcurrentDictionary<string, Jitter> _fromClients = new(StringComparer.Ordinal);

    /// <summary>Waits for the way of a client and back; a client of no known region is here already.</summary>
    public Task FromClientAsync(string clientRegion, CancellationToken stop)
    {
        if (table.RoundTrip(clientRegion, edge.Region) is not { } roundTrip) return Task.CompletedTask;
        var jitter = _fromClients.GetOrAdd(clientRegion, _ => new Jitter(options.Seed, options.JitterRatio));
        return Task.Delay(jitter.Next(roundTrip), clock, stop);
    }

    /// <summary>Waits for the way to an origin and back.</summary>
    public Task ToOriginAsync(CancellationToken stop)
        => table.ToOrigin(edge.Region) is var roundTrip and > 0 ? Task.Delay(_toOrigin.Next(roundTrip), clock, stop) : Task.CompletedTask;
}
