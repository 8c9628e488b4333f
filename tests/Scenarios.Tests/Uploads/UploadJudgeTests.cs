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

    private const string Timed = $$"""
        {{Small}},
        "upload_large_files": { "executor": "per-vu-iterations", "vus": 3 },
        "upload_mixed_files": { "executor": "per-vu-iterations", "vus": 10 },
        "upload_retry": { "executor": "per-vu-iterations", "vus": 4, "env": { "BYTES": "400000", "CHUNK": "40000", "CUTS": "3" } }
        """;

    private const string Uploads = $"{Timed}, {Crowd}";

    private const string Images = """
        "image_resize": { "executor": "per-vu-iterations", "vus": 2, "env": { "WIDTH": "300" } },
        "image_thumbnails": { "executor": "per-vu-iterations", "vus": 5 },
        "image_conversion": { "executor": "per-vu-iterations", "vus": 4 },
        "image_delivery": { "executor": "per-vu-iterations", "vus": 1 }
        """;

    private const string Delivery = """ "image_delivery": { "executor": "per-vu-iterations", "vus": 1 } """;

    // How fast this machine is. They count where the fault is about them.
    private static readonly string[] Speed =
    [
        "uploads-at-once", "uploads-delivery-cold", "uploads-delivery-warm", "uploads-large", "uploads-mixed", "uploads-retry-time", "uploads-small", "uploads-undegraded",
    ];

    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("", nameof(FileFault.None), Uploads)]
    [InlineData("", nameof(FileFault.None), Images)]
    [Fails("uploads-failed", nameof(FileFault.LosesUploads), Uploads)]
    [Fails("uploads-intact uploads-retry-intact", nameof(FileFault.DamagesFiles), Uploads)]
    [Fails("uploads-retry-resent", nameof(FileFault.ForgetsProgress), Uploads)]
    [Fails("uploads-large uploads-mixed uploads-retry-time uploads-small", nameof(FileFault.IsSlow), Timed)]
    [Fails("uploads-undegraded", nameof(FileFault.ChokesInACrowd), Crowd)]
    [Fails("uploads-at-once", nameof(FileFault.RefusesACrowd), Crowd)]
    [Fails("uploads-conversion-queue uploads-delivery-queue uploads-resize-queue uploads-thumbnails-queue", nameof(FileFault.QueuesImages), Images)]
    [Fails("uploads-conversion-work uploads-delivery-work uploads-resize-work uploads-thumbnails-work", nameof(FileFault.IsSlowAtImages), Images)]
    [Fails("uploads-images-failed", nameof(FileFault.RejectsImages), Images)]
    [Fails("uploads-images-right", nameof(FileFault.MakesWrongSizes), Images)]
    [Fails("uploads-images-right", nameof(FileFault.MislabelsImages), Images)]
    [Fails("uploads-images-right uploads-resize-bytes", nameof(FileFault.BloatsImages), Images)]
    [Fails("uploads-delivery-hits", nameof(FileFault.CachesNothing), Images)]
    [Fails("uploads-images-right", nameof(FileFault.CachesOthersImages), Images)]
    [Fails("uploads-delivery-warm", nameof(FileFault.DeliversLate), Delivery)]
    [Fails("uploads-delivery-cold", nameof(FileFault.FetchesLate), Delivery)]
    public async Task Fault_OfTheServer_FailsItsTargetsOnly(string targets, string fault, string scenarios)
    {
        var clock = new StepClock();
        await using var server = await FileStandIn.StartAsync(Enum.Parse<FileFault>(fault), clock);

        var judgement = await Judgement.RunAsync(server.Address, $"{{{scenarios}}}", lab: null, Stop, clock);

        Assert.Equal(targets, judgement.FailedBut(Speed, targets));
        Assert.Empty(judgement.Errors);
        Assert.Equal(0, server.Kept);
    }
}
