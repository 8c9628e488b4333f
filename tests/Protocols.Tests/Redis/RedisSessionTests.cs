using StackExchange.Redis;
using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Protocols.Redis;
using UpCoach.Testing;

namespace UpCoach.Protocols.Tests.Redis;

[Trait("kind", "server")]
[Collection(ServerTests.Name)]
public sealed class RedisSessionTests(Servers servers)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Commands_Ok_AreTimedByName()
    {
        await using var transport = await ConnectAsync();
        var bench = new Bench(new Uri("http://127.0.0.1/"));
        var session = new RedisSession(bench.User, transport);
        bench.User.Due -= bench.User.Clock.TimestampFrequency; // the generator is a second late

        var set = await session.RunAsync("SET profile", redis => redis.StringSetAsync("profile:1", "Anna"), Token);
        var get = await session.RunAsync("GET profile", redis => redis.StringGetAsync("profile:1"), Token);
        var words = await session.RunAsync("INCRBY", "INCRBY", [(RedisKey)"counter", 5], Token);

        Assert.True(set.ResponseTime >= set.ServiceTime + TimeSpan.FromSeconds(1));
        Assert.Equal(("Anna", 5), ((string?)get.Value, (long)words.Value!));
        var recorded = bench.Recorded();
        Assert.Equal(3, recorded.Query("redis_command_duration").Count);
        Assert.Equal(1, recorded.Query("redis_command_response", TagSelector.Of("name", "GET profile")).Count);
        Assert.Equal((0, 0), (recorded.Query("redis_command_failed").Rate, recorded.Query("reconnects").Sum));
        Assert.False(recorded.Query("reconnects").IsEmpty);
    }

    [Theory]
    [InlineData("WRONGTYPE", "LPUSH", "text", "x")]
    [InlineData("ERR", "NOSUCHCOMMAND", "a", "b")]
    public async Task Error_OfTheServer_CountsByItsKind(string kind, string command, string key, string value)
    {
        await using var transport = await ConnectAsync();
        var bench = new Bench(new Uri("http://127.0.0.1/"));
        var session = new RedisSession(bench.User, transport);
        await session.RunAsync("SET", redis => redis.StringSetAsync("text", "x"), Token);

        var reply = await session.RunAsync("wrong", command, [(RedisKey)key, value], Token);

        Assert.Equal((false, kind), (reply.IsSuccess, reply.ErrorKind));
        Assert.Equal(1, bench.Recorded().Query("redis_errors", TagSelector.Of("error", kind)).Sum);
        Assert.Equal(0.5, bench.Recorded().Query("redis_command_failed").Rate);
    }

    [Fact]
    public async Task Stopped_Command_ThrowsAndRecordsNothing()
    {
        await using var transport = await ConnectAsync();
        var bench = new Bench(new Uri("http://127.0.0.1/"));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var never = new TaskCompletionSource<int>();
        var command = new RedisSession(bench.User, transport).RunAsync("never", _ => never.Task, stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => command);
        Assert.Equal(0, bench.Count("redis_command_duration"));
    }

    [Fact]
    public async Task ServerKilled_Session_CountsErrorsAndTheReconnect()
    {
        await using var transport = await ConnectAsync();
        var bench = new Bench(new Uri("http://127.0.0.1/"));
        var session = new RedisSession(bench.User, transport);
        Assert.True((await session.RunAsync("PING", redis => redis.PingAsync(), Token)).IsSuccess);

        await servers.Lab.StopRedisAsync(Token);
        var failed = await session.RunAsync("PING", redis => redis.PingAsync(), Token);
        servers.Lab.StartRedis();
        await Eventually.TrueAsync(async () => (await session.RunAsync("PING", redis => redis.PingAsync(), Token)).IsSuccess, "Redis is back", Token);
        await Eventually.TrueAsync(() => Task.FromResult(transport.Reconnects > 0), "the connection's return is noticed", Token);

        Assert.Contains(failed.ErrorKind, (string?[])["connection", "timeout"]);
        var recorded = bench.Recorded();
        Assert.True(recorded.Query("reconnects").Sum >= 1);
        Assert.True(recorded.Query("redis_outage").Count >= 1);
        Assert.True(recorded.Query("redis_errors").Sum >= 1);
    }

    [Fact]
    public async Task SeveralConnections_Users_AreSpread()
    {
        await using var transport = await RedisTransport.ConnectAsync(servers.Lab.RedisConnectionString, 3);

        Assert.Equal(3, Enumerable.Range(1, 9).Select(transport.ConnectionOf).Distinct().Count());
    }

    private Task<RedisTransport> ConnectAsync()
    {
        var options = ConfigurationOptions.Parse(servers.Lab.RedisConnectionString);
        options.AbortOnConnectFail = false;
        options.ConnectTimeout = options.AsyncTimeout = 60_000; // what a busy machine takes; a server that is gone is known at once
        options.ReconnectRetryPolicy = new LinearRetry(200);
        options.BacklogPolicy = BacklogPolicy.FailFast;
        return RedisTransport.ConnectAsync(options);
    }
}
