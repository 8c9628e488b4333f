using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Scenarios.Client.Messages;

namespace UpCoach.LoadRunners.Scenarios.Uploads;

/// <summary>
/// A new picture and those who look at it through the edge: the first fetches it from the platform (cold), all others must get it from the
/// edge's cache (warm), byte by byte the same.
/// </summary>
internal sealed class ImageDelivery(VirtualUser user, ImageDesk desk) : IPreparedScenario, IAsyncDisposable
{
    private const int SeedPicture = 11;
    private const int WarmLooks = 5;
    private Picture? _photo;

    /// <inheritdoc/>
    public async ValueTask PrepareAsync(CancellationToken stop)
    {
        if (await desk.SignInAsync(stop)) _photo = await desk.FetchAsync(SeedPicture, "jpg", stop);
    }

    /// <inheritdoc/>
    public async ValueTask RunIterationAsync(CancellationToken stop)
    {
        if (!await desk.SignInAsync(stop)) return;
        _photo ??= await desk.FetchAsync(SeedPicture, "jpg", stop);
        if (_photo is null || await desk.MakeAsync(_photo, stop) is not { } status) return;
        foreach (var variant in status.Variants.SelectMany(Links)) await DeliverAsync(variant.Path, variant.MediaType, stop);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => desk.DisposeAsync();

    private static (string Path, string MediaType)[] Links(ImageSize size) => [(size.Jpg, "image/jpeg"), (size.Webp, "image/webp"), (size.Avif, "image/avif")];

    private async Task DeliverAsync(string path, string mediaType, CancellationToken stop)
    {
        var first = await desk.LookAsync(path, mediaType, accept: null, stop);
        if (!first.IsSuccess) return;
        user.Trend(UploadGroupMetrics.DeliveryCold.Name, first.ServiceTime.TotalMilliseconds);
        for (var look = 0; look < WarmLooks; look++)
        {
            var again = await desk.LookAsync(path, mediaType, accept: null, stop);
            if (!again.IsSuccess) continue;
            user.Trend(UploadGroupMetrics.DeliveryWarm.Name, again.ServiceTime.TotalMilliseconds);
            user.Rate(UploadGroupMetrics.DeliveryHit.Name, again.Header("Cache-Status")?.Contains("; hit", StringComparison.Ordinal) == true);
            desk.Judge("image: the cache gives the same bytes", again.Body.Span.SequenceEqual(first.Body.Span));
        }
    }
}
