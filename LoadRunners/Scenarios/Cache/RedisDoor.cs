using System.Net;
using StackExchange.Redis;
using UpCoach.LoadRunners.Protocols.Redis;

namespace UpCoach.LoadRunners.Scenarios.Cache;

/// <summary>Opens connections to Redis that suit a test: patient on a busy machine, quick to come back, and without a queue in front of a server that is away.</summary>
internal static class RedisDoor
{
    // What a client of a cache would not wait for, but a machine under load may need.
    private const int PatienceMs = 10_000;

    // A server that is gone must not hold up the next attempt.
    private const int HurryMs = 1_000;

    /// <summary>Connects to one server, or to those of a cluster.</summary>
    /// <param name="connectionStrings">As the lab gives them: <c>host:port,password=...</c>; the first one's options count.</param>
    public static Task<RedisTransport> OpenAsync(params IReadOnlyList<string> connectionStrings) => RedisTransport.ConnectAsync(Options(connectionStrings, PatienceMs));

    /// <summary>Connects to a server of which it is not known whether it lives.</summary>
    /// <returns>Null if it can't be reached.</returns>
    public static async Task<RedisTransport?> TryOpenAsync(string connectionString, EndPoint server)
    {
        var options = Options([connectionString], HurryMs);
        options.EndPoints.Clear();
        options.EndPoints.Add(server);
        try
        {
            return await RedisTransport.ConnectAsync(options);
        }
        catch (RedisConnectionException)
        {
            return null;
        }
    }

    /// <summary>Connects to sentinels.</summary>
    public static Task<ConnectionMultiplexer> OpenSentinelsAsync(IReadOnlyList<string> connectionStrings)
    {
        var options = Options(connectionStrings, PatienceMs);
        options.CommandMap = CommandMap.Sentinel;
        options.TieBreaker = "";
        return ConnectionMultiplexer.ConnectAsync(options);
    }

    private static ConfigurationOptions Options(IReadOnlyList<string> connectionStrings, int timeoutMs)
    {
        var all = connectionStrings.Select(text => ConfigurationOptions.Parse(text)).ToList();
        var options = all[0];
        foreach (var server in all.Skip(1).SelectMany(other => other.EndPoints)) options.EndPoints.Add(server);
        options.AllowAdmin = true;
        options.AbortOnConnectFail = true;
        options.ConnectRetry = 1;
        (options.ConnectTimeout, options.AsyncTimeout, options.SyncTimeout) = (timeoutMs, timeoutMs, timeoutMs);
        options.ReconnectRetryPolicy = new LinearRetry(200);
        options.BacklogPolicy = BacklogPolicy.FailFast;
        return options;
    }
}
