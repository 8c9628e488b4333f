using System.Runtime.CompilerServices;
using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.Scenarios;

namespace UpCoach.LoadRunners.Protocols.Http;

/// <summary>The HTTP side of one virtual user: its connections, its cookies, and what it follows. Requests may be under way side by side.</summary>
/// <remarks>
/// A status other than those expected, or a transport error, counts in <c>http_req_failed</c>; neither throws. Each request of a chain of
/// redirects is recorded; the result is the last one's.
/// </remarks>
public sealed class HttpSession : IAsyncDisposable
{
    private readonly VirtualUser _user;
    private readonly HttpTransport _transport;
    private readonly IHttpClient _client;
    private readonly HttpOrigin _target;
    private readonly CookieJar _cookies = new();
    private readonly ResponseArena _arena = new();
    private HttpExchange? _spare;
    private HttpCall? _lastGet;
    private HttpSeries? _lastSeries;
    private HttpSeries? _seriesBefore;
    private long _iteration = -1;

    /// <summary>Initializes a session.</summary>
    public HttpSession(VirtualUser user, HttpTransport transport)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(transport);
        (_user, _transport) = (user, transport);
        _client = transport.Open(user.Http);
        _target = transport.OriginOf(user.Target);
    }

    /// <summary>Gets or sets the token that goes into every request's Authorization header; null for none.</summary>
    public string? BearerToken { get; set; }

    /// <summary>Sends a GET.</summary>
    public ValueTask<HttpResult> GetAsync(string path, string name, CancellationToken stop)
    {
        if (_lastGet is not { } call || !ReferenceEquals(call.Path, path) || !ReferenceEquals(call.Name, name))
        {
            _lastGet = call = new HttpCall(HttpMethod.Get, path, name);
        }

        return SendAsync(call, stop);
    }

    /// <summary>Sends a POST with a form.</summary>
    public ValueTask<HttpResult> PostFormAsync(
        string path, string name, IEnumerable<KeyValuePair<string, string>> form, CancellationToken stop) =>
        SendAsync(new HttpCall(HttpMethod.Post, path, name) { Body = HttpBody.Form(form), ContentType = HttpBody.FormType }, stop);

    /// <summary>Sends a POST with JSON.</summary>
    public ValueTask<HttpResult> PostJsonAsync(string path, string name, ReadOnlyMemory<byte> json, CancellationToken stop) =>
        SendAsync(new HttpCall(HttpMethod.Post, path, name) { Body = json, ContentType = HttpBody.JsonType }, stop);

    /// <summary>Sends a PUT with JSON.</summary>
    public ValueTask<HttpResult> PutJsonAsync(string path, string name, ReadOnlyMemory<byte> json, CancellationToken stop) =>
        SendAsync(new HttpCall(HttpMethod.Put, path, name) { Body = json, ContentType = HttpBody.JsonType }, stop);

    /// <summary>Sends any request.</summary>
    /// <returns>What came back; status 0 for a transport error.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was cancelled; nothing was recorded.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<HttpResult> SendAsync(HttpCall call, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (_iteration != _user.Iteration) BeginIteration();
        var exchange = Interlocked.Exchange(ref _spare, null) ?? new HttpExchange(_arena);
        var redirects = call.MaxRedirects ?? _user.Http.MaxRedirects;
        var address = AddressOf(call.Path);
        var token = BearerToken;
        while (true)
        {
            exchange.Begin(call, address, token, _cookies.HeaderFor(address), call.KeepsBody ?? !_user.Http.DiscardResponseBodies);
            var due = _user.Due;
            await _client.SendAsync(exchange, stop).ConfigureAwait(false);
            var result = Record(exchange, due);
            if (exchange.Status is >= 300 and <= 399 && redirects > 0 && Redirect.Of(call, address, exchange.Status, exchange.Headers) is { } next)
            {
                var to = AddressOf(next.Path);
                // Another server has no business with the token, nor has any that it sends on to, not even back.
                if (to.Origin != address.Origin) (token, next) = (null, Redirect.ForAnotherServer(next));
                (call, address) = (next, to);
                redirects--;
                continue;
            }

            _spare = exchange;
            return result;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }

    private void BeginIteration()
    {
        // Of requests side by side the first one does it.
        if (Interlocked.Exchange(ref _iteration, _user.Iteration) == _user.Iteration) return;
        _arena.Reset();
        if (!_user.Http.NoCookiesReset) _cookies.Clear();
        if (_user.Http.NoVuConnectionReuse) _client.DropConnections();
    }

    private HttpAddress AddressOf(string path)
    {
        if (HttpAddress.IsPlain(path)) return new HttpAddress(_target, path);
        var uri = new Uri(_user.Target, path);
        return new HttpAddress(_transport.OriginOf(uri), uri.PathAndQuery);
    }

    private HttpResult Record(HttpExchange exchange, long due)
    {
        var timing = exchange.Timing;
        // A request sent before its time (users that don't think by the engine's clock) has no wait to add.
        var responseTime = TimeSpan.FromTicks(Math.Max(_user.Clock.GetElapsedTime(due, timing.End).Ticks, timing.Service.Ticks));
        _user.Due = timing.End;
        if (exchange.LacksSocket) _user.Recorder.Count(_user.Recorder.Series.Find(BuiltInMetrics.GeneratorSocketErrors, _user.Tags));
        if (exchange.Status != 0)
        {
            if (exchange.KeepsBody && exchange.MayBeEncoded && ContentDecoding.Apply(exchange, _transport.Options.MaxBodyBytes) is { } problem) exchange.Fail(problem);
            if (exchange.MaySetCookies) _cookies.Take(exchange.Address, exchange.Headers);
        }

        var isExpected = exchange.Call.IsExpected?.Invoke(exchange.Status) ?? exchange.Status is >= 200 and <= 399;
        SeriesOf(exchange, isExpected).Record(_user.Recorder, timing, responseTime, !isExpected);
        return new HttpResult(exchange, responseTime);
    }

    // A user's requests are often like the one before, or like the one before that.
    private HttpSeries SeriesOf(HttpExchange exchange, bool isExpected)
    {
        var call = exchange.Call;
        if (_lastSeries is { } last && last.Key.IsOf(_user.Tags, call, exchange.Status, isExpected)) return last;
        var next = _seriesBefore is { } before && before.Key.IsOf(_user.Tags, call, exchange.Status, isExpected)
            ? before
            : _transport.SeriesOf(new HttpSeriesKey(_user.Recorder, _user.Tags, call.Name, call.Method, exchange.Status, isExpected));
        _seriesBefore = _lastSeries;
        return _lastSeries = next;
    }
}
