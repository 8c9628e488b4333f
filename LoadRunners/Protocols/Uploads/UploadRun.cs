using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Protocols.Http;
using UpCoach.LoadRunners.Protocols.Series;

namespace UpCoach.LoadRunners.Protocols.Uploads;

/// <summary>One upload under way: what was sent, sent again and cut off, over all its requests.</summary>
internal sealed class UploadRun(VirtualUser user, HttpSession http, IUploadContent content, DisconnectPlan? cuts, Action<UploadProgress>? onProgress)
    : IDisposable
{
    private readonly ContentHash _hash = new();
    private readonly long _due = user.Due;
    private readonly long _begin = user.Clock.GetTimestamp();
    private long _sentTo;
    private long _resent;
    private int _resumes;

    /// <summary>Sends a request with a stretch of the content.</summary>
    /// <param name="call">The request, without a body.</param>
    /// <param name="from">Where the stretch begins.</param>
    /// <param name="to">Where it ends.</param>
    /// <param name="wrap">Puts something around the stretch; null for nothing.</param>
    /// <param name="stop">The iteration's token.</param>
    public async Task<HttpResult> SendAsync(HttpCall call, long from, long to, Func<ContentStream, Stream>? wrap, CancellationToken stop)
    {
        var cutAt = cuts?.Take(from, to);
        using var stretch = new ContentStream(content, from, to, _hash, cutAt, onProgress);
        using var body = wrap?.Invoke(stretch) ?? stretch;

        // A cut on purpose is no failure of the system under test.
        var result = await http.SendAsync(
            call with
            {
                BodyStream = body,
                BodyStreamLength = body.Length,
                MaxRedirects = 0,
                IsExpected = status => status is (>= 200 and <= 399) || (status == 0 && stretch.ReadTo == cutAt),
            },
            stop).ConfigureAwait(false);
        _resent += Math.Max(Math.Min(stretch.ReadTo, _sentTo) - from, 0);
        _sentTo = Math.Max(_sentTo, stretch.ReadTo);
        return result;
    }

    /// <summary>Waits before the upload goes on.</summary>
    public ValueTask ResumeLaterAsync(TimeSpan delay, CancellationToken stop)
    {
        _resumes++;
        return user.ThinkAsync(delay, stop);
    }

    /// <summary>Ends the upload and records it.</summary>
    public UploadResult End(string name, string method, HttpResult answer, bool isComplete, Uri? location = null)
    {
        var latency = Latency.Since(user.Clock, _due, _begin);
        var result = new UploadResult
        {
            IsComplete = isComplete,
            Answer = answer,
            Length = content.Length,
            Sha256 = _hash.Complete(content),
            Duration = latency.Service,
            ResponseTime = latency.Response,
            BytesResent = _resent,
            Resumes = _resumes,
            Location = location,
        };
        var tags = user.Tags.With(TagNames.Method, method);
        SeriesCache<UploadSeries>.Get(user.Recorder, tags, name, static (one, all, of) => new UploadSeries(one, all.With(TagNames.Name, of))).Record(result);
        return result;
    }

    public void Dispose() => _hash.Dispose();
}
