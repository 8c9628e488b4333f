using UpCoach.LoadRunners.Engine.Scenarios;

namespace UpCoach.LoadRunners.Scenarios.Uploads;

/// <summary>Pictures of every format come in, JPEG, PNG, WebP and AVIF in turn; each must go out as JPEG, WebP and AVIF.</summary>
internal sealed class ImageConversion(VirtualUser user, ImageDesk desk) : IPreparedScenario, IAsyncDisposable
{
    private const int SeedPicture = 7;
    private const int Width = 640;
    private static readonly string[] Fetched = ["jpg", "webp", "avif"];

    private readonly List<Picture> _pictures = [];

    /// <inheritdoc/>
    public async ValueTask PrepareAsync(CancellationToken stop)
    {
        if (await desk.SignInAsync(stop)) await GatherAsync(stop);
    }

    /// <inheritdoc/>
    public async ValueTask RunIterationAsync(CancellationToken stop)
    {
        if (!await desk.SignInAsync(stop)) return;
        await GatherAsync(stop);
        var picture = _pictures[(int)((user.Number + user.Iteration) % _pictures.Count)];
        if (await desk.MakeAsync(picture, stop) is not { } status) return;
        desk.JudgeSizes(status, picture);
        if (status.Variants.FirstOrDefault(variant => variant.Name == "medium") is not { } medium) return;
        await desk.LookAsync(medium.Jpg, "image/jpeg", accept: null, stop);
        await desk.LookAsync(medium.Webp, "image/webp", accept: null, stop);
        await desk.LookAsync(medium.Avif, "image/avif", accept: null, stop);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => desk.DisposeAsync();

    private async Task GatherAsync(CancellationToken stop)
    {
        if (_pictures.Count > 0) return;
        _pictures.Add(PngPainter.Paint(Width));
        foreach (var extension in Fetched)
        {
            if (await desk.FetchAsync(SeedPicture, extension, stop) is { } picture) _pictures.Add(picture);
        }
    }
}
