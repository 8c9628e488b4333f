using System.Net;
using System.Net.ServerSentEvents;
using UpCoach.LoadRunners.Protocols.Http;

namespace UpCoach.LoadRunners.Protocols.ServerSentEvents;

/// <summary>One response that goes on and on. The reading is the runtime's parser, which follows WHATWG's rules.</summary>
internal sealed class EventStreamConnection : IAsyncDisposable
{
    private const int MostRedirects = 10;

    private readonly HttpResponseMessage _response;
    private readonly SseParser<ReadOnlyMemory<byte>> _parser;
    private readonly IAsyncEnumerator<SseItem<ReadOnlyMemory<byte>>> _items;
    private readonly CancellationTokenSource _end = new();
    private Task<bool>? _next;

    private EventStreamConnection(HttpResponseMessage response, Stream stream)
    {
        _response = response;
        _parser = SseParser.Create<ReadOnlyMemory<byte>>(stream, static (_, data) => data.ToArray());
        _items = _parser.EnumerateAsync(_end.Token).GetAsyncEnumerator(_end.Token);
    }

    /// <summary>Gets the id of the last event of this connection; empty if none had one.</summary>
    public string LastEventId => _parser.LastEventId;

    /// <summary>Gets the delay that the server asks for; null if it says nothing.</summary>
    public TimeSpan? Retry => _parser.ReconnectionInterval == Timeout.InfiniteTimeSpan ? null : _parser.ReconnectionInterval;

    /// <summary>Opens a stream.</summary>
    /// <returns>The connection, or the status of an answer that is none.</returns>
    /// <exception cref="IOException">The answer is no event stream.</exception>
    public static async Task<(EventStreamConnection? Connection, HttpStatusCode Status)> OpenAsync(
        EventStreamTransport transport, Uri uri, EventStreamOptions options, bool skipTlsVerify, string lastEventId, CancellationToken stop)
    {
        var headers = HeadersOf(options, lastEventId);
        var response = await SendAsync(transport, uri, headers, skipTlsVerify, stop).ConfigureAwait(false);
        for (var redirects = 0; redirects < MostRedirects && Redirect.Of(response, uri) is { } next; redirects++)
        {
            response.Dispose();
            if (!Redirect.IsSameServer(uri, next)) headers.RemoveAll(header => Redirect.IsOfOneServer(header.Key));
            response = await SendAsync(transport, uri = next, headers, skipTlsVerify, stop).ConfigureAwait(false);
        }

        if (response.StatusCode == HttpStatusCode.OK && response.Content.Headers.ContentType?.MediaType == "text/event-stream")
        {
            return (new EventStreamConnection(response, await response.Content.ReadAsStreamAsync(stop).ConfigureAwait(false)), response.StatusCode);
        }

        using (response)
        {
            if (response.StatusCode == HttpStatusCode.OK) throw new IOException($"the answer is {response.Content.Headers.ContentType}, not text/event-stream");
            return (null, response.StatusCode);
        }
    }

    private static List<KeyValuePair<string, string>> HeadersOf(EventStreamOptions options, string lastEventId)
    {
        List<KeyValuePair<string, string>> headers = [new("Accept", "text/event-stream"), new("Cache-Control", "no-store")];
        if (lastEventId.Length > 0) headers.Add(new("Last-Event-ID", lastEventId));
        if (options.BearerToken is { } token) headers.Add(new("Authorization", $"Bearer {token}"));
        headers.AddRange(options.Headers);
        return headers;
    }

    private static async Task<HttpResponseMessage> SendAsync(
        EventStreamTransport transport, Uri uri, List<KeyValuePair<string, string>> headers, bool skipTlsVerify, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, uri);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await transport.SendAsync(request, skipTlsVerify, stop).ConfigureAwait(false);
    }

    /// <summary>Waits for the next event.</summary>
    /// <returns>The event; null at the end of the stream.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was cancelled. The event under way is not lost: ask again.</exception>
    public async ValueTask<SseItem<ReadOnlyMemory<byte>>?> NextAsync(CancellationToken stop)
    {
        _next ??= _items.MoveNextAsync().AsTask();
        var hasOne = await _next.WaitAsync(stop).ConfigureAwait(false);
        _next = null;
        return hasOne ? _items.Current : null;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        if (_next is not null) await ((Task)_next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _items.DisposeAsync().ConfigureAwait(false);
        _response.Dispose();
        _end.Dispose();
    }
}
