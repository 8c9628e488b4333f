using UpCoach.LoadRunners.Scenarios.Cdn;
using UpCoach.Scenarios.Tests.Judging;

namespace UpCoach.Scenarios.Tests.Cdn;

/// <summary>On a network that does what it should the targets hold that do not depend on this machine's speed; each fault makes exactly the targets fail that are about it.</summary>
[Trait("kind", "server")]
public sealed class CdnJudgementTests
{
    private const string Regions = """{ "cdn_region_latency": { "executor": "per-vu-iterations", "vus": 7, "iterations": 20 } }""";
    private const string Images = """{ "cdn_image_optimization": { "executor": "per-vu-iterations", "vus": 2, "iterations": 10, "env": { "PICTURES": "3" } } }""";
    private const string Assets = """{ "cdn_static_assets": { "executor": "per-vu-iterations", "vus": 2, "iterations": 100 } }""";
    private const string Available = """{ "cdn_availability": { "executor": "per-vu-iterations", "vus": 2, "iterations": 100 } }""";
    private const string Purge = """{ "cdn_purge_propagation": { "executor": "per-vu-iterations", "vus": 1, "iterations": 5 } }""";
    private const string EdgeLost = """{ "cdn_edge_failover": { "executor": "per-vu-iterations", "vus": 1, "iterations": 1, "env": { "SECONDS": "1" } } }""";
    private const string OriginLost = """{ "cdn_origin_failover": { "executor": "per-vu-iterations", "vus": 1, "iterations": 1, "env": { "SECONDS": "1", "VICTIM": "cdn-1" } } }""";

    // How fast this machine is today, is no business of a test.
    private static readonly string[] Speed =
    [
        "cdn-edge-failover-time", "cdn-image-delivery", "cdn-latency-ap-south", "cdn-latency-ap-southeast", "cdn-latency-eu-west", "cdn-latency-other-regions", "cdn-latency-us-east",
        "cdn-latency-us-west", "cdn-origin-failover-time", "cdn-purge-propagation", "cdn-static-cold",
    ];

    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Regions, "")]
    [InlineData(Images, "cdn-image-reduction")]
    [InlineData(Assets, "cdn-static-bytes cdn-static-hits")]
    [InlineData(Available, "cdn-availability")]
    [InlineData(Purge, "cdn-purge-stale")]
    [InlineData(EdgeLost, "cdn-edge-failover")]
    [InlineData(OriginLost, "cdn-origin-failover")]
    public async Task RightNetwork_EveryScenario_HoldsItsTargets(string scenarios, string held)
    {
        var judgement = await JudgeAsync(Fault.None, scenarios);

        Assert.Empty(judgement.Errors);
        Assert.Empty(judgement.FailedChecks);
        Assert.Empty(judgement.Failed.Except(Speed));
        Assert.Equal(held, string.Join(' ', judgement.Passed.Except(Speed)));
    }

    [Theory]
    [InlineData(nameof(Fault.Heavy), Images, "cdn-image-reduction")]
    [InlineData(nameof(Fault.Forgetful), Assets, "cdn-static-bytes cdn-static-hits")]
    [InlineData(nameof(Fault.Reluctant), Purge, "cdn-purge-stale")]
    [InlineData(nameof(Fault.Down), EdgeLost, "cdn-edge-failover")]
    public async Task WrongNetwork_Fault_FailsItsTargetsOnly(string fault, string scenarios, string failed)
    {
        var judgement = await JudgeAsync(Enum.Parse<Fault>(fault), scenarios);

        Assert.Equal(failed, string.Join(' ', judgement.Failed.Except(Speed)));
    }

    [Fact]
    public async Task AllNodesDown_Availability_Fails()
    {
        await using var network = await StandInNetwork.StartAsync(Fault.Down);
        await network.CommandAsync("cdn-1", "kill");

        var judgement = await Judgement.RunAsync(network.Address, Available, new Dictionary<string, string>(), Stop);

        Assert.Equal(["cdn-availability"], judgement.Failed);
    }

    [Fact]
    public async Task SlowNetwork_Latency_FailsForEveryRegion()
    {
        var judgement = await JudgeAsync(Fault.Slow, Regions);

        Assert.Equal(5, judgement.Failed.Count(id => id.StartsWith("cdn-latency-", StringComparison.Ordinal) && id != "cdn-latency-other-regions"));
        Assert.Empty(judgement.Failed.Except(Speed));
    }

    [Theory]
    [InlineData("cdn-us-east; hit; ttl=59", true)]
    [InlineData("cdn-us-east; fwd=stale; fwd-status=304; stored", true)]
    [InlineData("cdn-us-east; fwd=uri-miss; fwd-status=200; stored", false)]
    [InlineData("inner; hit, cdn-us-east; fwd=uri-miss", false)]
    [InlineData("inner; fwd=miss, cdn-us-east; hit", true)]
    public void CacheStatus_OfTheNearestNode_Counts(string field, bool isHit) => Assert.Equal(isHit, EdgeAnswer.SaysHit([field]));

    [Fact]
    public void Page_Assets_AreFoundOnce()
        => Assert.Equal(["/assets/v1/a.css", "/assets/v1/b.js"], WebPage.AssetsIn("<link href=\"/assets/v1/a.css\"><script src='/assets/v1/b.js'><img src=\"/assets/v1/a.css\"><a href=\"/app\">"u8));

    private static async Task<Judgement> JudgeAsync(Fault fault, string scenarios)
    {
        await using var network = await StandInNetwork.StartAsync(fault);
        await using var control = await StandInControl.StartAsync(network.CommandAsync);
        var environment = new Dictionary<string, string>(control.Environment) { ["Cdn__PurgeToken"] = "secret" };
        return await Judgement.RunAsync(network.Address, scenarios, environment, Stop);
    }
}
