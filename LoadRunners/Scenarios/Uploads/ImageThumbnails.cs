using UpCoach.LoadRunners.Engine.Scenarios;

namespace UpCoach.LoadRunners.Scenarios.Uploads;

/// <summary>Many send a small photo at once; each wants its thumbnails. The queue is what this loads.</summary>
internal sealed class ImageThumbnails(VirtualUser user, ImageDesk desk) : IPreparedScenario, IAsyncDisposable
{
    private const int SeedPictures = 24;
    private Picture? _photo;

    /// <inheritdoc/>
    public async ValueTask PrepareAsync(CancellationToken stop)
    {
        if (await desk.SignInAsync(stop)) await PhotoAsync(stop);
    }

    /// <inheritdoc/>
    public async ValueTask RunIterationAsync(CancellationToken stop)
    {
        if (!await desk.SignInAsync(stop) || await PhotoAsync(stop) is not { } photo || await desk.MakeAsync(photo, stop) is not { } status) return;
        desk.JudgeSizes(status, photo);
        if (status.Variants is not [var small, ..]) return;
        var thumbnail = await desk.LookAsync(small.Jpg, "image/jpeg", accept: null, stop);
        if (thumbnail.IsSuccess) desk.Judge("image: a thumbnail is smaller than the photo", thumbnail.Body.Length < photo.Bytes.Length);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => desk.DisposeAsync();

    private async Task<Picture?> PhotoAsync(CancellationToken stop) => _photo ??= await desk.FetchAsync(1 + (user.Number % SeedPictures), "jpg", stop);
}
