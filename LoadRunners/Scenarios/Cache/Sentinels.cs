using System.Net;
using StackExchange.Redis;

namespace UpCoach.LoadRunners.Scenarios.Cache;

/// <summary>Those who know which server is the primary.</summary>
internal sealed class Sentinels(ConnectionMultiplexer connection) : IAsyncDisposable
{
    /// <summary>Connects to all.</summary>
    public static async Task<Sentinels> OpenAsync(IReadOnlyList<string> connectionStrings) => new(await RedisDoor.OpenSentinelsAsync(connectionStrings));

    /// <summary>Asks one after the other until one says.</summary>
    /// <returns>Null if none does.</returns>
    public async Task<EndPoint?> FindPrimaryAsync()
    {
        foreach (var sentinel in connection.GetServers().Where(server => server.IsConnected))
        {
            try
            {
                // Whatever the lab calls it: a sentinel of the lab watches one primary.
                var watched = (await sentinel.SentinelMastersAsync()).FirstOrDefault();
                if (watched?.FirstOrDefault(field => field.Key == "name").Value is { } name) return await sentinel.SentinelGetMasterAddressByNameAsync(name);
            }
            catch (Exception failure) when (failure is RedisException or TimeoutException)
            {
                // The next one may know.
            }
        }

        return null;
    }

    /// <summary>Gives the least number of replicas and of other sentinels that any sentinel knows of.</summary>
    public async Task<(int Replicas, int Sentinels)> CountAsync()
    {
        var counts = await Task.WhenAll(connection.GetServers().Select(async sentinel =>
        {
            var watched = (await sentinel.SentinelMastersAsync()).FirstOrDefault() ?? [];
            return (Replicas: Number(watched, "num-slaves"), Others: Number(watched, "num-other-sentinels"));
        }));
        return (counts.Min(count => count.Replicas), counts.Min(count => count.Others));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private static int Number(KeyValuePair<string, string>[] fields, string name)
        => int.TryParse(fields.FirstOrDefault(field => field.Key == name).Value, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : 0;
}
