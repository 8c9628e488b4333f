using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Scenarios.Workload;

namespace UpCoach.LoadRunners.Scenarios.Cdn;

/// <summary>
/// Loads one picture as three clients do, at the same size in pixels: one that knows only JPEG, which gets the original, one that knows WebP, and one that knows AVIF too.
/// Users take the pictures by turns.
/// </summary>
internal sealed class ImageOptimization(VirtualUser user, EdgeClient client) : IScenario, IAsyncDisposable
{
    private static readonly (string Format, string Accept)[] Modern = [("avif", "image/avif,image/webp,*/*;q=0.8"), ("webp", "image/webp,*/*;q=0.8")];

    private readonly int _pictures = EnvNumber.Read(user.Env, "PICTURES", WebPage.Pictures);

    /// <inheritdoc/>
    public async ValueTask RunIterationAsync(CancellationToken stop)
    {
        if (client.Nodes.Count == 0 && !user.Check("images: nodes are known", await client.DiscoverAsync(stop))) return;
        var path = WebPage.Picture((int)((user.Number - 1 + user.Iteration) % _pictures) + 1, "full.jpg");
        if (await LoadAsync(path, "jpeg", "image/jpeg", stop) is not { } original) return;
        foreach (var (format, accept) in Modern)
        {
            if (await LoadAsync(path, format, accept, stop) is not { } bytes) continue;
            user.Trend(CdnMetrics.ImageReduction.Name, 1 - ((double)bytes / original), TagSet.Of(CdnMetrics.Format, format));
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => client.DisposeAsync();

    private TagSet Tags(string format, string cache) => TagSet.Of(CdnMetrics.Format, format).With(CdnMetrics.Cache, cache).With(CdnMetrics.Region, client.Region);

    private async ValueTask<long?> LoadAsync(string path, string format, string accept, CancellationToken stop)
    {
        var answer = await client.GetAsync(path, $"GET picture ({format})", stop, new KeyValuePair<string, string>("Accept", accept));
        if (!user.Check("images: picture is there", answer.Http.Status == 200 && answer.Bytes > 0)) return null;
        user.Check("images: format is the best that the client names", answer.Http.Header("Content-Type") == $"image/{format}");
        user.Trend(CdnMetrics.ImageDuration.Name, answer.Http.ServiceTime.TotalMilliseconds, Tags(format, answer.Cache));
        user.Rate(CdnMetrics.Hit.Name, answer.IsHit);
        return answer.Bytes;
    }
}
