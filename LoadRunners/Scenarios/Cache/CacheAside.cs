using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Scenarios.Workload;

namespace UpCoach.LoadRunners.Scenarios.Cache;

/// <summary>
/// Reads things by a Zipf law of the stated <c>SKEW</c> straight from Redis and puts there what is missing, for <c>TTL</c> seconds. The three tenths that are asked for most
/// are there at the start, as on a platform that has been running for a while: the first users put them there in their first iteration.
/// </summary>
internal sealed class CacheAside(VirtualUser user, CacheAccess access, ZipfDistribution popularity) : IScenario, IAsyncDisposable
{
    private const double Prepared = 0.3;
    private const int Preparers = 10;

    private readonly TimeSpan _lifetime = EnvNumber.ReadSeconds(user.Env, "TTL", 30);
    private readonly int _bytes = EnvNumber.Read(user.Env, "VALUE_BYTES", 512);
    private CachedValues? _values;

    /// <inheritdoc/>
    public async ValueTask RunIterationAsync(CancellationToken stop)
    {
        if (_values is null)
        {
            _values = new CachedValues(user, await access.SessionAsync(stop), "lab:aside:", _bytes);
            await PrepareAsync(_values, stop);
            return;
        }

        if (await _values.ReadAsync(popularity.Next(user.Random), _lifetime, stop) is { } held) user.Rate(CacheMetrics.Hit.Name, held);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => access.DisposeAsync();

    private async ValueTask PrepareAsync(CachedValues values, CancellationToken stop)
    {
        if (user.Number > Preparers) return;
        var mine = Enumerable.Range(1, (int)(popularity.Count * Prepared)).Where(rank => rank % Preparers == user.Number % Preparers);
        foreach (var some in mine.Chunk(100)) await Task.WhenAll(some.Select(rank => values.PutAsync(rank, _lifetime, stop)));
    }
}
