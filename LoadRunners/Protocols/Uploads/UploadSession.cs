using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Protocols.Http;

namespace UpCoach.LoadRunners.Protocols.Uploads;

/// <summary>The uploads of one virtual user, on top of its HTTP session. No content is ever whole in memory.</summary>
/// <remarks>Every request counts in the metrics of HTTP, every upload in those of <see cref="UploadMetrics"/>. What goes wrong counts and does not throw.</remarks>
/// <param name="user">The user.</param>
/// <param name="http">Its HTTP session.</param>
public sealed class UploadSession(VirtualUser user, HttpSession http)
{
    /// <summary>Uploads a content as a request's body.</summary>
    /// <param name="path">Path and query, relative to the target; or an absolute address.</param>
    /// <param name="name">The <c>name</c> tag; never with an id in it.</param>
    /// <param name="content">What to upload.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="stop">The iteration's token.</param>
    public Task<UploadResult> SendRawAsync(string path, string name, IUploadContent content, UploadOptions? options, CancellationToken stop)
    {
        options ??= new UploadOptions();
        var call = new HttpCall(options.Method, path, name) { ContentType = options.ContentType, Headers = options.Headers };
        return SendWholeAsync(call, "raw", content, options, null, stop);
    }

    /// <summary>Uploads a content as a file of a form.</summary>
    /// <inheritdoc cref="SendRawAsync" path="/param"/>
    public Task<UploadResult> SendMultipartAsync(string path, string name, IUploadContent content, UploadOptions? options, CancellationToken stop)
    {
        options ??= new UploadOptions();
        var call = new HttpCall(options.Method, path, name) { ContentType = MultipartStream.ContentType, Headers = options.Headers };
        return SendWholeAsync(call, "multipart", content, options, stretch => new MultipartStream(stretch, options), stop);
    }

    /// <summary>Uploads a content by tus 1.0, which goes on where it was cut off.</summary>
    /// <param name="path">The server's address for new uploads, relative to the target; or an absolute address.</param>
    /// <param name="name">The <c>name</c> tag; never with an id in it.</param>
    /// <param name="content">What to upload.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="stop">The iteration's token.</param>
    public async Task<UploadResult> SendTusAsync(string path, string name, IUploadContent content, TusOptions? options, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(content);
        using var upload = new TusUpload(user, http, path, name, content, options ?? new TusOptions());
        return await upload.RunAsync(stop).ConfigureAwait(false);
    }

    /// <summary>Takes an upload away from the server: tus's termination.</summary>
    public async Task<HttpResult> TerminateAsync(Uri location, string name, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(location);
        return await http.SendAsync(new HttpCall(HttpMethod.Delete, location.AbsoluteUri, name) { Headers = [.. TusHeaders.Common(new TusOptions())] }, stop).ConfigureAwait(false);
    }

    private async Task<UploadResult> SendWholeAsync(
        HttpCall call, string method, IUploadContent content, UploadOptions options, Func<ContentStream, Stream>? wrap, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(content);
        using var run = new UploadRun(user, http, content, options.Disconnects, options.OnProgress);
        for (var attempt = 0; ; attempt++)
        {
            var answer = await run.SendAsync(call, 0, content.Length, wrap, stop).ConfigureAwait(false);

            // An answer is the server's last word; only what got none begins again, from the first byte.
            if (answer.Status != 0 || attempt >= options.Retry.MaxAttempts) return run.End(call.Name, method, answer, answer.IsSuccess);
            await run.ResumeLaterAsync(options.Retry.Delay(attempt, user.Random), stop).ConfigureAwait(false);
        }
    }
}
