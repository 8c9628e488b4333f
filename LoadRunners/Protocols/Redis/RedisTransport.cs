using System.Collections.Concurrent;
using StackExchange.Redis;
using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Protocols.Delivery;
using UpCoach.LoadRunners.Protocols.Series;

namespace UpCoach.LoadRunners.Protocols.Redis;

/// <summary>The connections of a process to a Redis: a server, its replicas, a cluster, or what sentinels say. Shared by all users; disposed at the end of the run.</summary>
public sealed class RedisTransport : IAsyncDisposable
{
    private readonly IConnectionMultiplexer[] _connections;
    private readonly ConcurrentDictionary<(string EndPoint, ConnectionType Type, int Connection), long> _lost = new();
    private readonly ConcurrentDictionary<(MetricRecorder Recorder, TagSet Tags), byte> _watchers = new();
    private int _reconnects; // several connections may come back at once

    private RedisTransport(IConnectionMultiplexer[] connections)
    {
        _connections = connections;
        for (var i = 0; i < connections.Length; i++)
        {
            var number = i;
            connections[i].ConnectionFailed += (_, lost) => Lost(lost, number);
            connections[i].ConnectionRestored += (_, back) => Restored(back, number);
        }
    }

    /// <summary>Gets how many connections were lost and came back.</summary>
    public int Reconnects => Volatile.Read(ref _reconnects);

    /// <summary>Connects.</summary>
    /// <param name="configuration">As StackExchange.Redis reads it: servers, <c>serviceName</c> for sentinels, <c>allowAdmin</c> and so on.</param>
    /// <param name="connections">
    /// Over how many multiplexers users are spread; 1 by default. One carries about 100,000 commands a second, but a large value holds up those behind it.
    /// </param>
    /// <exception cref="RedisConnectionException">No server answers.</exception>
    public static Task<RedisTransport> ConnectAsync(string configuration, int connections = 1) =>
        ConnectAsync(ConfigurationOptions.Parse(configuration), connections);

    /// <inheritdoc cref="ConnectAsync(string, int)"/>
    public static async Task<RedisTransport> ConnectAsync(ConfigurationOptions configuration, int connections = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(connections, 1);
        List<IConnectionMultiplexer> open = [];
        for (var i = 0; i < connections; i++)
        {
            open.Add(await ConnectionMultiplexer.ConnectAsync(configuration).ConfigureAwait(false));
        }

        return new RedisTransport([.. open]);
    }

    /// <summary>Gives the connection of a user.</summary>
    /// <param name="user">The user's number.</param>
    public IConnectionMultiplexer ConnectionOf(int user) => _connections[user % _connections.Length];

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _watchers.Clear();
        foreach (var connection in _connections)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Has the losses of connections recorded for the scenario of a user; once, however many users it has.</summary>
    internal void Watch(VirtualUser user)
    {
        if (!_watchers.TryAdd((user.Recorder, user.Tags), 0)) return;
        user.Recorder.Count(ReconnectsOf(user.Recorder, user.Tags), 0);
    }

    private static int ReconnectsOf(MetricRecorder recorder, TagSet tags) => recorder.Series.Find(DeliveryMetrics.Reconnects, tags.With(TagNames.Name, "redis"));

    private void Lost(ConnectionFailedEventArgs lost, int connection) =>
        _lost.TryAdd((lost.EndPoint?.ToString() ?? "", lost.ConnectionType, connection), TimeProvider.System.GetTimestamp());

    private void Restored(ConnectionFailedEventArgs back, int connection)
    {
        if (!_lost.TryRemove((back.EndPoint?.ToString() ?? "", back.ConnectionType, connection), out var at)) return;
        var outage = TimeProvider.System.GetElapsedTime(at);
        foreach (var (recorder, tags) in _watchers.Keys)
        {
            recorder.Count(ReconnectsOf(recorder, tags));
            recorder.Trend(recorder.Series.Find(RedisMetrics.Outage, tags.With(TagNames.Name, "redis")), outage);
        }

        Interlocked.Increment(ref _reconnects); // last: whoever reads it finds the samples
    }
}
