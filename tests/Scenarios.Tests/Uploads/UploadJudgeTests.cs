using System.Text.Json.Nodes;
using UpCoach.LoadRunners.Engine.Plans;
using UpCoach.LoadRunners.Engine.Thresholds;
using UpCoach.LoadRunners.Protocols.Http;
using UpCoach.LoadRunners.Scenarios;
using UpCoach.Scenarios.Tests.Judging;

namespace UpCoach.Scenarios.Tests.Uploads;

/// <summary>Each fault of a server makes those targets of the request fail that are about it, and no others.</summary>
[Trait("kind", "server")]
public sealed class UploadJudgeTests
{
    private const string Small = """ "upload_small_files": { "executor": "per-vu-iterations", "vus": 20 } """;

    private const string Crowd = """
        "upload_crowd": { "executor": "per-vu-iterations", "vus": 60, "env": { "CROWD": "60", "FEW": "6", "PHASE": "1000", "BYTES": "20000" } }
        """;

    private const string Uploads = $$"""
        {{Small}},
        "upload_large_files": { "executor": "per-vu-iterations", "vus": 3 },
        "upload_mixed_files": { "executor": "per-vu-iterations", "vus": 10 },
        "upload_retry": { "executor": "per-vu-iterations", "vus": 4, "env": { "BYTES": "400000", "CUTS": "3" } },
        {{Crowd}}
        """;

    private const string Images = """
        "image_resize": { "executor": "per-vu-iterations", "vus": 2, "env": { "WIDTH": "300" } },
        "image_thumbnails": { "executor": "per-vu-iterations", "vus": 5 },
        "image_conversion": { "executor": "per-vu-iterations", "vus": 4 },
        "image_delivery": { "executor": "per-vu-iterations", "vus": 1 }
        """;

    // Judged by this busy machine as much as by the server: how fast it is, and how much it has read of what was under way at a cut. They
    // count where the fault is about them.
    private static readonly string[] OfTheMachine = ["uploads-retry-resent", "uploads-small", "uploads-large", "uploads-mixed", "uploads-undegraded", "uploads-at-once", "uploads-retry-time", "uploads-delivery-cold", "uploads-delivery-warm"];

    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(nameof(FileFault.None))]
    [InlineData(nameof(FileFault.LosesUploads), "uploads-failed")]
    [InlineData(nameof(FileFault.DamagesFiles), "uploads-retry-intact", "uploads-intact")]
    [InlineData(nameof(FileFault.ForgetsProgress), "uploads-retry-resent")]
    public async Task Uploads_FaultOfTheServer_FailsItsTargetsOnly(string fault, params string[] targets)
    {
        var failed = await JudgeAsync(Enum.Parse<FileFault>(fault), Uploads, "upload");
        Assert.Equal(targets.Order(), failed.Where(id => targets.Contains(id) || !OfTheMachine.Contains(id)).Order());
    }

    [Theory]
    [InlineData(nameof(FileFault.IsSlow), Small, "uploads-small")]
    [InlineData(nameof(FileFault.ChokesInACrowd), Crowd, "uploads-undegraded")]
    public async Task Uploads_SlowServer_FailsTheTargetOfItsTime(string fault, string scenario, string target) =>
        Assert.Contains(target, await JudgeAsync(Enum.Parse<FileFault>(fault), scenario, "upload"));

    [Theory]
    [InlineData(nameof(FileFault.None))]
    [InlineData(nameof(FileFault.QueuesImages), "uploads-resize-queue", "uploads-thumbnails-queue", "uploads-conversion-queue", "uploads-delivery-queue")]
    [InlineData(nameof(FileFault.IsSlowAtImages), "uploads-resize-work", "uploads-thumbnails-work", "uploads-conversion-work", "uploads-delivery-work")]
    [InlineData(nameof(FileFault.MakesWrongSizes), "uploads-images-right")]
    [InlineData(nameof(FileFault.MislabelsImages), "uploads-images-right")]
    [InlineData(nameof(FileFault.BloatsImages), "uploads-resize-bytes", "uploads-images-right")]
    [InlineData(nameof(FileFault.CachesNothing), "uploads-delivery-hits")]
    [InlineData(nameof(FileFault.CachesOthersImages), "uploads-images-right")]
    public async Task Images_FaultOfTheServer_FailsItsTargetsOnly(string fault, params string[] targets)
    {
        var failed = await JudgeAsync(Enum.Parse<FileFault>(fault), Images, "image");
        Assert.Equal(targets.Order(), failed.Where(id => targets.Contains(id) || !OfTheMachine.Contains(id)).Order());
    }

    [Fact]
    public async Task Images_AllRejected_FailsAndLeavesTheRestWithoutData()
    {
        Assert.Equal(["uploads-images-failed"], await JudgeAsync(FileFault.RejectsImages, Images, "image"));
    }

    [Fact]
    public async Task Images_DeliveredLate_FailsTheTargetOfItsTime() => Assert.Contains("uploads-delivery-warm", await JudgeAsync(FileFault.DeliversLate, Images, "image"));

    private static async Task<IReadOnlyList<string>> JudgeAsync(FileFault fault, string scenarios, string kind)
    {
        await using var server = await FileStandIn.StartAsync(fault);
        using var transport = new HttpTransport();
        var catalog = UpCoachScenarios.Catalog(transport);
        var read = PlanReader.Read($$"""{"scenarios": { {{scenarios}} }, "targets": {{Targets(kind)}}}""", catalog);
        Assert.Empty(read.Errors);
        var plan = read.Plan!;
        var run = await EngineRun.RunAsync(plan, catalog, server.Address, Stop);
        Assert.Empty(run.Errors);
        Assert.Equal(0, server.Kept);
        return [.. new ThresholdEvaluator(plan.Thresholds).Evaluate(run.Store).Where(result => result.Verdict == Verdict.Failed)
            .Select(result => plan.Targets.Single(target => target.Threshold == result.Threshold).Id)];
    }

    // The targets of uploads or of images, with as few samples as these small runs have.
    private static string Targets(string kind)
    {
        var targets = Repository.Parsed("targets")["targets"]!.AsArray().Where(target => (string?)target!["group"] == "uploads" && ((string)target["scenarios"]![0]!).StartsWith(kind, StringComparison.Ordinal)).Select(target =>
        {
            var copy = target!.DeepClone();
            copy["minSamples"] = 1;
            return copy;
        });
        return new JsonArray([.. targets]).ToJsonString();
    }
}
