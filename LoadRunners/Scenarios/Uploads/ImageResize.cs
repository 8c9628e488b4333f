using UpCoach.LoadRunners.Engine.Scenarios;

namespace UpCoach.LoadRunners.Scenarios.Uploads;

/// <summary>Somebody sends a large picture, which the platform makes smaller in pixels and in bytes.</summary>
internal sealed class ImageResize(VirtualUser user, ImageDesk desk, UploadSettings settings) : IPreparedScenario, IAsyncDisposable
{
    // All users of a process send the same file: painting is not what is measured.
    private static readonly Lock Easel = new();
    private static Picture? s_picture; // under Easel

    /// <inheritdoc/>
    public async ValueTask PrepareAsync(CancellationToken stop)
    {
        PictureOf(settings.Width);
        await desk.SignInAsync(stop);
    }

    /// <inheritdoc/>
    public async ValueTask RunIterationAsync(CancellationToken stop)
    {
        var picture = PictureOf(settings.Width);
        if (!await desk.SignInAsync(stop) || await desk.MakeAsync(picture, stop) is not { } status) return;
        desk.JudgeSizes(status, picture);
        if (status.Variants is not [.., var full]) return;
        var smaller = await desk.LookAsync(full.Webp, "image/webp", accept: null, stop);
        if (smaller.IsSuccess) user.Trend(UploadGroupMetrics.ImageBytesRatio.Name, (double)smaller.Body.Length / picture.Bytes.Length);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => desk.DisposeAsync();

    private static Picture PictureOf(int width)
    {
        lock (Easel) return s_picture?.Width == width ? s_picture : s_picture = PngPainter.Paint(width);
    }
}
