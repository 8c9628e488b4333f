using StackExchange.Redis;
using UpCoach.LoadRunners.Scenarios.Lab;
using UpCoach.Scenarios.Tests.Judging;
using UpCoach.Scenarios.Tests.Running;

namespace UpCoach.Scenarios.Tests.Cache;

/// <summary>The scenarios of the platform's own cache on the reference API and a real Redis: targets hold that do not depend on speed, and fail where a server is wrong.</summary>
[Trait("kind", "server")]
[Collection(CacheTests.Name)]
public sealed class CachePlatformTests(ReferenceApi api)
{
    private const string HitRatio = """{ "cache_hit_ratio": { "executor": "per-vu-iterations", "vus": 10, "iterations": 40, "env": { "THINK": "0", "USERS": "60", "ARTICLES": "100" } } }""";
    private const string Invalidation = """{ "cache_invalidation": { "executor": "per-vu-iterations", "vus": 2, "iterations": 5, "env": { "USERS": "60" } } }""";
    private const string Aside = """{ "cache_aside": { "executor": "per-vu-iterations", "vus": 10, "iterations": 200, "env": { "KEYS": "1000", "TTL": "300" } } }""";
    private const string HotKey = """{ "cache_hot_key": { "executor": "constant-vus", "vus": 20, "duration": "3s" } }""";
    private const string Memory = """{ "cache_memory": { "executor": "per-vu-iterations", "vus": 1, "iterations": 1, "env": { "KEYS": "5000" } } }""";
    private const string Warming = """{ "cache_warming": { "executor": "per-vu-iterations", "vus": 1, "iterations": 1, "env": { "KEYS": "1000", "READS": "4000" } } }""";

    private static readonly string[] Speed = ["cache-hot-key-hits", "cache-hot-key-latency", "cache-invalidation-latency", "cache-warming-time"];
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(HitRatio, "cache-hit-ratio")]
    [InlineData(Invalidation, "cache-invalidation-stale")]
    [InlineData(Aside, "cache-hit-ratio-redis")]
    [InlineData(HotKey, "cache-hot-key-stampede")]
    [InlineData(Memory, "cache-memory-back cache-memory-overhead cache-memory-used")]
    [InlineData(Warming, "cache-warming-eager cache-warming-popular")]
    public async Task ReferencePlatform_EveryScenario_HoldsItsTargets(string scenarios, string held)
    {
        var judgement = await JudgeAsync(api.Address, api.Servers.RedisConnectionString, scenarios);

        Assert.Empty(judgement.Errors);
        Assert.Empty(judgement.FailedChecks);
        Assert.Equal("", judgement.FailedBut(Speed));
        Assert.Equal(held, string.Join(' ', judgement.Passed.Except(Speed)));
    }

    [Fact]
    public async Task Redis_PlantedWrongValue_FailsTheCheck()
    {
        await using var redis = await ConnectionMultiplexer.ConnectAsync(api.Servers.RedisConnectionString);
        await redis.GetDatabase().StringSetAsync("lab:aside:2", "what nobody put there", TimeSpan.FromMinutes(5));

        var judgement = await JudgeAsync(api.Address, api.Servers.RedisConnectionString, """{ "cache_aside": { "executor": "per-vu-iterations", "vus": 1, "iterations": 100, "env": { "KEYS": "2", "TTL": "300" } } }""");

        Assert.Equal(["cache: gives what was put there"], judgement.FailedChecks);
    }

    private static Task<Judgement> JudgeAsync(Uri target, string redis, string scenarios)
        => Judgement.RunAsync(target, scenarios, new LabServices(new Dictionary<string, string> { ["ConnectionStrings__cache"] = redis }), Stop);
}
