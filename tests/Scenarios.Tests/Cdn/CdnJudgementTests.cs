using UpCoach.LoadRunners.Scenarios.Cdn;
using UpCoach.LoadRunners.Scenarios.Lab;
using UpCoach.Scenarios.Tests.Judging;

namespace UpCoach.Scenarios.Tests.Cdn;

/// <summary>On a network that does what it should the targets hold that do not depend on this machine's speed; each fault makes exactly the targets fail that are about it.</summary>
[Trait("kind", "server")]
public sealed class CdnJudgementTests
{
    private const string Regions = """{ "cdn_region_latency": { "executor": "per-vu-iterations", "vus": 7, "iterations": 12 } }""";
    private const string Images = """{ "cdn_image_optimization": { "executor": "per-vu-iterations", "vus": 2, "iterations": 10, "env": { "PICTURES": "3" } } }""";
    private const string FewImages = """{ "cdn_image_optimization": { "executor": "per-vu-iterations", "vus": 1, "iterations": 2, "env": { "PICTURES": "1" } } }""";
    private const string Assets = """{ "cdn_static_assets": { "executor": "per-vu-iterations", "vus": 2, "iterations": 100 } }""";
    private const string Available = """{ "cdn_availability": { "executor": "per-vu-iterations", "vus": 2, "iterations": 100 } }""";
    private const string Purge = """{ "cdn_purge_propagation": { "executor": "per-vu-iterations", "vus": 1, "iterations": 5 } }""";
    private const string EdgeLost = """{ "cdn_edge_failover": { "executor": "per-vu-iterations", "vus": 1, "iterations": 1, "env": { "SECONDS": "1" } } }""";
    private const string OriginLost = """{ "cdn_origin_failover": { "executor": "per-vu-iterations", "vus": 1, "iterations": 1, "env": { "SECONDS": "1" } } }""";

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
        Assert.Equal("", judgement.FailedBut(Speed));
        Assert.Equal(held, string.Join(' ', judgement.Passed.Except(Speed)));
    }

    [Theory]
    [Fails("cdn-image-reduction", nameof(Fault.Heavy), Images)]
    [Fails("cdn-static-bytes cdn-static-hits", nameof(Fault.Forgetful), Assets)]
    [Fails("cdn-purge-stale", nameof(Fault.Reluctant), Purge)]
    [Fails("cdn-edge-failover", nameof(Fault.Down), EdgeLost)]
    [Fails("cdn-origin-failover", nameof(Fault.Stubborn), OriginLost)]
    [Fails("cdn-latency-ap-south cdn-latency-ap-southeast cdn-latency-eu-west cdn-latency-other-regions cdn-latency-us-east cdn-latency-us-west", nameof(Fault.Slow), Regions)]
    [Fails("cdn-image-delivery", nameof(Fault.Slow), FewImages)]
    [Fails("cdn-static-cold", nameof(Fault.Tardy), Assets)]
    [Fails("cdn-purge-propagation", nameof(Fault.Tardy), Purge)]
    [Fails("cdn-edge-failover-time", nameof(Fault.Tardy), EdgeLost)]
    [Fails("cdn-origin-failover-time", nameof(Fault.Tardy), OriginLost)]
    public async Task WrongNetwork_Fault_FailsItsTargetsOnly(string targets, string fault, string scenarios)
    {
        var judgement = await JudgeAsync(Enum.Parse<Fault>(fault), scenarios);

        Assert.Equal(targets, judgement.FailedBut(Speed, targets));
        Assert.Empty(judgement.Errors);
    }

    [Theory]
    [Fails("cdn-availability")]
    public async Task AllNodesDown_Availability_Fails(string targets)
    {
        await using var network = await StandInNetwork.StartAsync(Fault.Down);
        await network.CommandAsync("cdn-1", "kill");

        var judgement = await Judgement.RunAsync(network.Address, Available, lab: null, Stop);

        Assert.Equal(targets, judgement.FailedBut([]));
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
        var lab = new LabServices(new Dictionary<string, string>(control.Environment) { ["Cdn__PurgeToken"] = "secret" });
        return await Judgement.RunAsync(network.Address, scenarios, lab, Stop, network.Clock);
    }
}
