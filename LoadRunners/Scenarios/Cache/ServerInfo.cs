using System.Globalization;
using StackExchange.Redis;
using UpCoach.LoadRunners.Protocols.Redis;

namespace UpCoach.LoadRunners.Scenarios.Cache;

/// <summary>What a Redis server says about itself.</summary>
internal static class ServerInfo
{
    /// <summary>Reads a section of <c>INFO</c>.</summary>
    /// <param name="redis">The connection.</param>
    /// <param name="section">The section, such as <c>memory</c>.</param>
    public static async Task<IReadOnlyDictionary<string, string>> ReadAsync(IDatabaseAsync redis, string section)
        => RedisInfoReader.Read((string?)await redis.ExecuteAsync("INFO", section) ?? "");

    /// <summary>Reads a whole number of a section.</summary>
    /// <exception cref="RedisException">The server does not say it: a missing number is not 0.</exception>
    public static async Task<long> ReadNumberAsync(IDatabaseAsync redis, string section, string name)
        => (await ReadAsync(redis, section)).TryGetValue(name, out var text) && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new RedisException($"INFO {section} has no number {name}");
}
