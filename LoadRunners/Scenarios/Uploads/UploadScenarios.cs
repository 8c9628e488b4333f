using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Protocols.Http;
using UpCoach.LoadRunners.Protocols.Uploads;
using UpCoach.LoadRunners.Scenarios.Client;
using UpCoach.LoadRunners.Scenarios.Workload;

namespace UpCoach.LoadRunners.Scenarios.Uploads;

/// <summary>The request's phase 4: uploads under stress, and what becomes of images.</summary>
internal static class UploadScenarios
{
    private const string Group = "uploads";

    // Mixed: mostly photos, some short clips; from a thumbnail to the largest file of the request, 2.2 MB on average.
    private static readonly WeightedChoice<long> Sizes = new((25, 100_000), (45, UploadLimit.Small), (20, 4_000_000), (10, UploadLimit.Large));

    public static IEnumerable<ScenarioDefinition> Definitions(ScenarioTools tools)
    {
        yield return Upload("upload_small_files", "all users send 1 MB at once", Simultaneous(_ => UploadLimit.Small), UploadGroupMetrics.InTime);
        yield return Upload("upload_large_files", "all users send 10 MB at once", Simultaneous(_ => UploadLimit.Large), UploadGroupMetrics.InTime);
        yield return Upload("upload_mixed_files", "all users send a file of 0.1 to 10 MB at once", Simultaneous(Sizes.Next), UploadGroupMetrics.InTime);
        yield return Upload(
            "upload_retry", "uploads are cut off and go on: tus where they were, forms from the start",
            (user, desk, settings) => new InterruptedUpload(user, desk, settings), UploadGroupMetrics.ResentRatio);
        yield return Upload(
            "upload_crowd", "a few users send file after file, then a crowd does",
            (user, desk, settings) => new CrowdedUpload(user, desk, settings), UploadGroupMetrics.InTime, UploadGroupMetrics.AtOnce, UploadGroupMetrics.ThroughputKept);
        yield return Image("image_resize", "sends a large picture that is made smaller in pixels and bytes", (user, desk, settings) => new ImageResize(user, desk, settings), UploadGroupMetrics.ImageBytesRatio);
        yield return Image("image_thumbnails", "many send a photo at once and want thumbnails", (user, desk, _) => new ImageThumbnails(user, desk));
        yield return Image("image_conversion", "pictures come as JPEG, PNG, WebP and AVIF and go out as JPEG, WebP and AVIF", (user, desk, _) => new ImageConversion(user, desk));
        yield return Image(
            "image_delivery", "a new picture is looked at through the edge, cold and warm",
            (user, desk, _) => new ImageDelivery(user, desk), UploadGroupMetrics.DeliveryCold, UploadGroupMetrics.DeliveryWarm, UploadGroupMetrics.DeliveryHit);

        ScenarioDefinition Upload(string name, string description, Func<VirtualUser, UploadDesk, UploadSettings, IScenario> create, params MetricDefinition[] metrics) =>
            Define(name, description, user => create(user, new UploadDesk(user, Files(user), Users(user)), UploadSettings.Read(user.Env, user.TimeScale)),
                [UploadMetrics.Duration, UploadMetrics.Failed, UploadGroupMetrics.Intact, .. metrics], [.. UploadMetrics.All, UploadGroupMetrics.Intact, .. metrics]);

        ScenarioDefinition Image(string name, string description, Func<VirtualUser, ImageDesk, UploadSettings, IScenario> create, params MetricDefinition[] metrics) =>
            Define(name, description, user => create(user, new ImageDesk(user, Files(user), Users(user)), UploadSettings.Read(user.Env, user.TimeScale)),
                [.. UploadGroupMetrics.Image, .. metrics], [.. UploadGroupMetrics.Image, .. metrics]);

        FileClient Files(VirtualUser user) => new(new HttpSession(user, tools.Transport));
    }

    private static Func<VirtualUser, UploadDesk, UploadSettings, IScenario> Simultaneous(Func<Random, long> size) =>
        (user, desk, settings) => new SimultaneousUpload(user, desk, settings, size);

    private static int Users(VirtualUser user) => ScenarioSettings.Read(user.Env).Users;

    private static ScenarioDefinition Define(
        string name, string description, Func<VirtualUser, IScenario> create, IEnumerable<MetricDefinition> measures, IReadOnlyList<MetricDefinition> metrics) => new(name, description, create)
    {
        Tags = [Group],
        Measures = string.Join(", ", measures.Select(metric => metric.Name)),
        Metrics = metrics,
    };
}
