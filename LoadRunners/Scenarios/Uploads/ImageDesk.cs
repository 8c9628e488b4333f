using System.Globalization;
using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Protocols.Http;
using UpCoach.LoadRunners.Scenarios.Accounts;
using UpCoach.LoadRunners.Scenarios.Client;
using UpCoach.LoadRunners.Scenarios.Client.Messages;

namespace UpCoach.LoadRunners.Scenarios.Uploads;

/// <summary>What somebody does who sends pictures: signs in, sends one, waits until it is ready, looks at what became of it.</summary>
internal sealed class ImageDesk : IAsyncDisposable
{
    private const int MostRefusals = 20;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(150);

    private readonly VirtualUser _user;
    private readonly UpCoachClient _api;
    private readonly FileClient _files;
    private readonly Account _account;

    public ImageDesk(VirtualUser user, FileClient files, int users)
    {
        (_user, _files, _api) = (user, files, new UpCoachClient(files.Session));
        _account = new Account(user, _api, Person.Of(1 + ((user.Number - 1) % users), user.Random));
    }

    public ValueTask<bool> SignInAsync(CancellationToken stop) => _account.EnsureSignedInAsync(stop);

    /// <summary>Fetches one of the pictures that every installation has, to be sent as if it were the user's own; null if it did not come.</summary>
    /// <param name="number">1 to 24.</param>
    /// <param name="extension"><c>jpg</c>, <c>webp</c> or <c>avif</c>.</param>
    /// <param name="stop">The token.</param>
    public async Task<Picture?> FetchAsync(int number, string extension, CancellationToken stop)
    {
        // 640 x 427 pixels, for the seed's pictures are three by two.
        var answer = await _files.MediaAsync(string.Create(CultureInfo.InvariantCulture, $"/media/seed-{number}/large.{extension}"), accept: null, stop);
        return _user.Check(Routes.Media.StatusCheck, Routes.Media.Succeeds(answer.Status)) && ImageFormat.MediaTypeOf(answer.Body.Span) is { } type
            ? new Picture(answer.Body.ToArray(), type, 640, 427)
            : null;
    }

    /// <summary>Sends a picture and waits until its variants are there; null if that failed. Queue and work are recorded apart, as the platform reports them.</summary>
    public async Task<ImageStatus?> MakeAsync(Picture picture, CancellationToken stop)
    {
        var begin = _user.Clock.GetTimestamp();
        var status = await SendAsync(picture, stop);
        while (status is { State: "queued" or "processing" })
        {
            await _user.ThinkAsync(Look, stop);
            var answer = await _files.ImageAsync(status.Id, stop);
            status = answer.Succeeded(_user, out var now) ? now : null;
        }

        var isReady = _user.Check("image: becomes ready", status?.State == "ready");
        _user.Rate(UploadGroupMetrics.ImageFailed.Name, !isReady);
        if (!isReady) return null;
        _user.Trend(UploadGroupMetrics.ImageReady.Name, _user.Clock.GetElapsedTime(begin).TotalMilliseconds);
        _user.Trend(UploadGroupMetrics.ImageQueue.Name, status!.QueuedMs);
        _user.Trend(UploadGroupMetrics.ImageProcessing.Name, status.ProcessingMs ?? 0);
        return status;
    }

    /// <summary>Records whether the sizes are those that were promised for a picture: 160, 320, 640 and 1600 pixels on the longest side, never larger than it was.</summary>
    public void JudgeSizes(ImageStatus status, Picture picture)
    {
        (string Name, int Side)[] promised = [("small", 160), ("medium", 320), ("large", 640), ("full", 1600)];
        Judge("image: the sizes are those promised", status.Variants.Select(variant => variant.Name).SequenceEqual(promised.Select(size => size.Name))
            && status.Variants.Zip(promised).All(pair => IsFitted(pair.First, pair.Second.Side, picture)));
    }

    /// <summary>Gets a variant and records whether it is a picture of its type.</summary>
    public async Task<HttpResult> LookAsync(string path, string mediaType, string? accept, CancellationToken stop)
    {
        var answer = await _files.MediaAsync(path, accept, stop);
        _user.Check(Routes.Media.StatusCheck, Routes.Media.Succeeds(answer.Status));
        Judge("image: the variant is of its type", answer.Header("Content-Type") == mediaType && ImageFormat.MediaTypeOf(answer.Body.Span) == mediaType);
        return answer;
    }

    /// <summary>Records whether something that was promised of a picture holds.</summary>
    public void Judge(string check, bool isRight)
    {
        _user.Check(check, isRight);
        _user.Rate(UploadGroupMetrics.ImageRight.Name, isRight);
    }

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    // 503: too many are waiting. Everybody's turn comes; who is refused too often has failed.
    private async Task<ImageStatus?> SendAsync(Picture picture, CancellationToken stop)
    {
        for (var refusals = 0; ; refusals++)
        {
            var answer = await _files.CreateImageAsync(picture.Bytes, picture.MediaType, stop);
            if (answer.Http.Status != 503 || refusals >= MostRefusals) return answer.Succeeded(_user, out var status) ? status : null;
            var seconds = int.TryParse(answer.Http.Header("Retry-After"), NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : 1;
            await _user.ThinkAsync(TimeSpan.FromSeconds(seconds * (0.5 + _user.Random.NextDouble())), stop);
        }
    }

    private static bool IsFitted(ImageSize size, int side, Picture picture)
    {
        var longest = Math.Max(picture.Width, picture.Height);
        var scale = Math.Min(1, (double)side / longest);
        return Math.Abs(size.Width - (picture.Width * scale)) <= 1 && Math.Abs(size.Height - (picture.Height * scale)) <= 1;
    }
}
