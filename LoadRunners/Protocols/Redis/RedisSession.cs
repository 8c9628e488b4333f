using StackExchange.Redis;
using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Protocols.Series;

namespace UpCoach.LoadRunners.Protocols.Redis;

/// <summary>The Redis side of one virtual user. What goes wrong counts, by its kind, and does not throw.</summary>
public sealed class RedisSession
{
    private readonly VirtualUser _user;
    private readonly IDatabase _database;

    /// <summary>Initializes a session.</summary>
    /// <param name="user">The user.</param>
    /// <param name="transport">The connections of the process.</param>
    public RedisSession(VirtualUser user, RedisTransport transport)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(transport);
        (_user, _database) = (user, transport.ConnectionOf(user.Number).GetDatabase());
        transport.Watch(user);
    }

    /// <summary>Runs a command, or several that belong together.</summary>
    /// <param name="name">The <c>name</c> tag, such as <c>GET profile</c>; never with an id in it.</param>
    /// <param name="command">The command.</param>
    /// <param name="stop">The iteration's token; a command under way is not taken back.</param>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was cancelled; nothing was recorded.</exception>
    public async Task<RedisReply<T>> RunAsync<T>(string name, Func<IDatabase, Task<T>> command, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(command);
        var (due, begin) = (_user.Due, _user.Clock.GetTimestamp());
        T? value = default;
        Exception? failure = null;
        try
        {
            value = await command(_database).WaitAsync(stop).ConfigureAwait(false);
        }
        catch (Exception error) when (RedisFailure.Is(error))
        {
            failure = error;
        }

        var latency = Latency.Since(_user.Clock, due, begin);
        var kind = failure is null ? null : RedisFailure.KindOf(failure);
        _user.Due = latency.End;
        RedisSeries.Of(_user.Recorder, _user.Tags, name).Record(latency, kind);
        return new RedisReply<T>(value, kind, failure?.Message, latency.Service, latency.Response);
    }

    /// <summary>Runs a command by its words.</summary>
    /// <param name="name">The <c>name</c> tag; never with an id in it.</param>
    /// <param name="command">The command's name.</param>
    /// <param name="arguments">Its arguments: keys as <see cref="RedisKey"/>, so that a cluster finds the node; all else as it is.</param>
    /// <param name="stop">The iteration's token.</param>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was cancelled; nothing was recorded.</exception>
    public Task<RedisReply<RedisResult>> RunAsync(string name, string command, object[] arguments, CancellationToken stop) =>
        RunAsync(name, database => database.ExecuteAsync(command, arguments), stop);
}
