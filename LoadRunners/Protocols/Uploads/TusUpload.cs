using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Protocols.Http;

namespace UpCoach.LoadRunners.Protocols.Uploads;

/// <summary>One upload by tus 1.0.</summary>
/// <remarks>
/// <code>
/// create --201--> send --204, offset = length--> complete
///                  ^  \--204, offset short of it--> send
///                  |   \--cut, 409, 423, 460, 5xx, 2xx that moves nothing--> ask (HEAD) --200, offset--> send
///                  |                                      \--404, 410--> failed
///                  \-- any other 4xx --> failed;     too many in vain --> failed
/// </code>
/// </remarks>
internal sealed class TusUpload(VirtualUser user, HttpSession http, string path, string name, IUploadContent content, TusOptions options) : IDisposable
{
    private readonly UploadRun _run = new(user, http, content, options.Disconnects, options.OnProgress);
    private Uri? _location;
    private long? _offset; // what the server has; null if that must be asked
    private long _reached; // the most that the server is known to have had
    private int _inVain;

    public async Task<UploadResult> RunAsync(CancellationToken stop)
    {
        HttpResult answer;
        do answer = await StepAsync(stop).ConfigureAwait(false);
        while (!IsComplete && !IsHopeless(answer) && await MayGoOnAsync(stop).ConfigureAwait(false));
        return _run.End(name, "tus", answer, IsComplete, _location);
    }

    public void Dispose() => _run.Dispose();

    private bool IsComplete => _location is not null && _offset == content.Length;

    private Task<HttpResult> StepAsync(CancellationToken stop) => (_location, _offset) switch
    {
        (null, _) => CreateAsync(stop),
        (_, null) => AskAsync(stop),
        _ => SendAsync(stop),
    };

    private async Task<HttpResult> CreateAsync(CancellationToken stop)
    {
        var to = options.CreateWithUpload ? Math.Min(options.ChunkBytes, content.Length) : 0;
        List<KeyValuePair<string, string>> headers = [.. TusHeaders.Common(options), .. TusHeaders.Creation(options, content.Length)];
        var call = new HttpCall(HttpMethod.Post, path, name) { Headers = headers };
        if (to > 0)
        {
            headers.AddRange(TusHeaders.Checksum(options, content, 0, to));
            call = call with { ContentType = TusHeaders.OffsetType };
        }

        var answer = to > 0 ? await _run.SendAsync(call, 0, to, null, stop).ConfigureAwait(false) : await http.SendAsync(call, stop).ConfigureAwait(false);
        if (answer.Status != 201 || answer.Header("Location") is not { } location) return answer;
        _location = new Uri(new Uri(user.Target, path), location);
        _offset = to > 0 ? TusHeaders.OffsetOf(answer) : 0;
        return answer;
    }

    private async Task<HttpResult> AskAsync(CancellationToken stop)
    {
        var call = new HttpCall(HttpMethod.Head, _location!.AbsoluteUri, name)
        {
            Headers = [.. TusHeaders.Common(options)],

            // The server has not noticed yet that the last request was cut off: to be expected, and no failure.
            IsExpected = status => status is (>= 200 and <= 299) or 423,
        };
        var answer = await http.SendAsync(call, stop).ConfigureAwait(false);
        if (answer.IsSuccess) _offset = TusHeaders.OffsetOf(answer);

        // What arrived before a cut was not in vain.
        if (_offset > _reached) (_reached, _inVain) = (_offset.Value, 0);
        return answer;
    }

    private async Task<HttpResult> SendAsync(CancellationToken stop)
    {
        var from = _offset!.Value;
        var to = Math.Min(content.Length, options.ChunkBytes > content.Length - from ? content.Length : from + options.ChunkBytes);
        var call = new HttpCall(HttpMethod.Patch, _location!.AbsoluteUri, name)
        {
            ContentType = TusHeaders.OffsetType,
            Headers = [.. TusHeaders.Common(options), TusHeaders.Offset(from), .. TusHeaders.Checksum(options, content, from, to)],
        };
        var answer = await _run.SendAsync(call, from, to, null, stop).ConfigureAwait(false);
        _offset = answer.Status == 204 && TusHeaders.OffsetOf(answer) is { } reached && reached > from ? reached : null;
        if (_offset > _reached) (_reached, _inVain) = (_offset.Value, 0);
        return answer;
    }

    // 409: somebody else wrote, or our idea of the offset is wrong; 423: the last request is not yet over; 460: the bytes came damaged.
    private static bool IsHopeless(HttpResult answer) => answer.Status is >= 400 and <= 499 and not 409 and not 423 and not 460 and not 408 and not 429;

    private async ValueTask<bool> MayGoOnAsync(CancellationToken stop)
    {
        if (_offset is not null) return true;
        if (_inVain >= options.Resume.MaxAttempts) return false;
        await _run.ResumeLaterAsync(options.Resume.Delay(_inVain++, user.Random), stop).ConfigureAwait(false);
        return true;
    }
}
