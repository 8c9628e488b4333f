using System.Globalization;
using StackExchange.Redis;
using UpCoach.LoadRunners.Scenarios.Lab;
using UpCoach.Scenarios.Tests.Judging;
using UpCoach.Scenarios.Tests.Running;

namespace UpCoach.Scenarios.Tests.Cache;

/// <summary>Each fault of an API or of a Redis, planted on the way to a real one, makes exactly the targets fail that are about it.</summary>
[Trait("kind", "server")]
[Collection(CacheTests.Name)]
public sealed class CacheJudgeTests(ReferenceApi api)
{
    private const string HitRatio = """{ "cache_hit_ratio": { "executor": "per-vu-iterations", "vus": 10, "iterations": 40, "env": { "THINK": "0", "USERS": "60", "ARTICLES": "100" } } }""";
    private const string Invalidation = """{ "cache_invalidation": { "executor": "per-vu-iterations", "vus": 2, "iterations": 5, "env": { "USERS": "60" } } }""";
    private const string Aside = """{ "cache_aside": { "executor": "per-vu-iterations", "vus": 10, "iterations": 200, "env": { "KEYS": "1000", "TTL": "300" } } }""";
    private const string HotKey = """{ "cache_hot_key": { "executor": "per-vu-iterations", "vus": 20, "iterations": 50, "maxDuration": "10h" } }""";
    private const string Memory = """{ "cache_memory": { "executor": "per-vu-iterations", "vus": 1, "iterations": 1, "env": { "KEYS": "2000" } } }""";
    private const string Warming = """{ "cache_warming": { "executor": "per-vu-iterations", "vus": 1, "iterations": 1, "maxDuration": "10h", "env": { "KEYS": "1000", "READS": "2400" } } }""";
    private const string FewWarm = """{ "cache_warming": { "executor": "per-vu-iterations", "vus": 1, "iterations": 1, "env": { "KEYS": "500", "READS": "400" } } }""";
    private const string Cluster = """{ "cache_cluster": { "executor": "per-vu-iterations", "vus": 1, "iterations": 1, "maxDuration": "10h", "env": { "SECONDS": "5" } } }""";
    private const string Eviction = """{ "cache_eviction": { "executor": "per-vu-iterations", "vus": 1, "iterations": 1, "env": { "KEYS": "3000", "READS": "6000" } } }""";

    private static readonly string[] Speed =
    [
        "cache-cluster-latency", "cache-cluster-throughput", "cache-eviction-gain", "cache-eviction-hits", "cache-hot-key-hits", "cache-hot-key-latency", "cache-invalidation-latency", "cache-warming-time",
    ];

    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    private readonly StepClock _clock = new();

    [Theory]
    [InlineData("", "cache")]
    [Fails("cache-hit-ratio", "replica")]
    public async Task Api_ThatAsksTheDatabase_FailsTheHitRatioOnly(string targets, string source)
    {
        await using var scripted = await ScriptedApi.StartAsync();
        scripted.Rewrite = (context, _, body) =>
        {
            context.Response.Headers["X-Db"] = source;
            return body;
        };

        var judgement = await JudgeAsync(scripted.Address, api.Servers.RedisConnectionString, HitRatio);

        Assert.Equal(targets, judgement.FailedBut(Speed));
    }

    [Theory]
    [Fails("cache-invalidation-stale")]
    public async Task Api_ThatGoesBackToTheOldState_FailsTheStaleReads(string targets)
    {
        await using var scripted = await ScriptedApi.StartAsync();
        var reads = 0;
        scripted.Rewrite = (_, route, body) => route == "GET /api/v#/content/#" && Interlocked.Increment(ref reads) % 2 == 0
            ? System.Text.RegularExpressions.Regex.Replace(body, "\"version\":[0-9]+", "\"version\":0")
            : body;

        var judgement = await JudgeAsync(scripted.Address, api.Servers.RedisConnectionString, Invalidation);

        Assert.Equal(targets, judgement.FailedBut(Speed));
    }

    [Theory]
    [Fails("cache-invalidation-latency")]
    public async Task Api_ThatIsSlowToGiveTheNewState_FailsTheLatency(string targets)
    {
        await using var scripted = await ScriptedApi.StartAsync();
        scripted.Rewrite = (_, route, body) =>
        {
            if (route == "GET /api/v#/content/#") _clock.Skip(TimeSpan.FromMilliseconds(600));
            return body;
        };

        var judgement = await JudgeAsync(scripted.Address, api.Servers.RedisConnectionString, Invalidation);

        Assert.Equal(targets, judgement.FailedBut(Speed, targets));
    }

    [Theory]
    [Fails("cache-hit-ratio-redis", "forgets what it had", Aside)]
    [Fails("cache-hot-key-hits", "forgets soon", HotKey)]
    [Fails("cache-hot-key-stampede", "forgets locks", HotKey)]
    [Fails("cache-memory-back", "frees nothing", Memory)]
    [Fails("cache-memory-overhead", "wastes", Memory)]
    [Fails("cache-warming-eager cache-warming-popular", "forgets what it had", FewWarm)]
    public async Task Redis_WithAFault_FailsTheTargetsAboutItOnly(string targets, string fault, string scenario)
    {
        await using var way = Relay.StartRewriting(Port, RewriteOf(fault), fault == "frees nothing" ? _clock : null, TimeSpan.FromSeconds(1));

        var judgement = await JudgeAsync(api.Address, Through(way), scenario);

        Assert.Equal(targets, judgement.FailedBut(Speed, targets));
        Assert.Empty(judgement.Errors);
    }

    /// <summary>By the clock, each answer takes its time.</summary>
    [Theory]
    [Fails("cache-hot-key-latency", 30, HotKey)]
    [Fails("cache-warming-time", 1_500, Warming)]
    public async Task Redis_ThatIsSlow_FailsTheTargetOfItsTime(string targets, int milliseconds, string scenario)
    {
        await using var way = Relay.StartSlow(Port, _clock, TimeSpan.FromMilliseconds(milliseconds));

        var judgement = await JudgeAsync(api.Address, Through(way), scenario);

        Assert.Equal(targets, judgement.FailedBut(Speed, targets));
        Assert.Empty(judgement.Errors);
    }

    [Theory]
    [Fails("cache-memory-used")]
    public async Task Redis_ThatIsFull_FailsTheMemoryItUses(string targets)
    {
        await using var redis = await ConnectionMultiplexer.ConnectAsync(api.Servers.RedisConnectionString);
        await redis.GetDatabase().ExecuteAsync("SETRANGE", "lab:fat", "160000000", "x");

        var judgement = await JudgeAsync(api.Address, api.Servers.RedisConnectionString, Memory);

        await redis.GetDatabase().KeyDeleteAsync("lab:fat");
        Assert.Equal(targets, judgement.FailedBut(Speed));
    }

    [Theory]
    [Fails("cache-eviction-gain cache-eviction-hits", "forgets while it evicts")]
    [Fails("cache-eviction-errors cache-eviction-memory", "takes more and refuses writes")]
    public async Task Scratch_WithAFault_FailsTheTargetsAboutItOnly(string targets, string fault) =>
        Assert.Equal(targets, await JudgeTopologyAsync(Eviction, targets, port => Relay.StartRewriting(port, RewriteOf(fault))));

    [Theory]
    [Fails("cache-cluster-errors cache-cluster-latency cache-cluster-throughput")]
    public async Task Cluster_ThatIsSlowAndRefusesWrites_FailsAllItsTargets(string targets) =>
        Assert.Equal(targets, await JudgeTopologyAsync(Cluster, targets, port => Relay.StartRewriting(port, RedisFault.RefusesWrites(), _clock, TimeSpan.FromMilliseconds(10))));

    private int Port => int.Parse(api.Servers.RedisConnectionString.Split(',')[0].Split(':')[1], CultureInfo.InvariantCulture);

    private static Func<string[], string[]> RewriteOf(string fault) => fault switch
    {
        "forgets what it had" => RedisFault.Forgets("lab:"),
        "forgets soon" => RedisFault.ForgetsSoon,
        "forgets locks" => RedisFault.ForgetsLocks,
        "frees nothing" => RedisFault.FreesNothing,
        "wastes" => RedisFault.Wastes,
        "forgets while it evicts" => RedisFault.ForgetsWhileItEvicts(),
        "takes more and refuses writes" => RedisFault.TakesMoreAndRefusesWrites(),
        _ => throw new ArgumentException(fault),
    };

    private string Through(Relay way) => api.Servers.RedisConnectionString.Replace($":{Port}", string.Create(CultureInfo.InvariantCulture, $":{way.Port}"), StringComparison.Ordinal);

    private async Task<string> JudgeTopologyAsync(string scenario, string targets, Func<int, Relay> open)
    {
        List<Relay> ways = [];
        await using var single = Relay.StartSlow(Port, _clock, TimeSpan.FromMilliseconds(10));
        var lab = new RedisLab(api.Servers)
        {
            ClientPort = port =>
            {
                lock (ways)
                {
                    ways.Add(open(port));
                    return ways[^1].Port;
                }
            },
        };
        await using var control = await StandInControl.StartAsync(lab.CommandAsync);
        var environment = new Dictionary<string, string>(control.Environment) { ["ConnectionStrings__cache"] = Through(single) };
        var judgement = await Judgement.RunAsync(api.Address, scenario, new LabServices(environment), Stop, _clock);
        foreach (var way in ways) await way.DisposeAsync();
        Assert.Empty(judgement.Errors);
        Assert.Empty(lab.Running);
        return judgement.FailedBut(Speed, targets);
    }

    private Task<Judgement> JudgeAsync(Uri target, string redis, string scenarios) =>
        Judgement.RunAsync(target, scenarios, new LabServices(new Dictionary<string, string> { ["ConnectionStrings__cache"] = redis }), Stop, _clock);
}
