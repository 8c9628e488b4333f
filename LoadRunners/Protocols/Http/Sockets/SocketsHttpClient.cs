using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;

namespace UpCoach.LoadRunners.Protocols.Http.Sockets;

/// <summary>HTTP/2, and HTTP/1.1 on demand, by the runtime's own client, below its conveniences: redirects, cookies and decoding are the session's.</summary>
internal sealed class SocketsHttpClient(SocketsConnections connections, bool ownsConnections) : IHttpClient
{
    private readonly TimeProvider _clock = TimeProvider.System;
    private readonly string _userAgent = connections.Plan.UserAgent ?? HttpDefaults.UserAgent;
    private SocketsConnections _connections = connections;

    public async ValueTask SendAsync(HttpExchange exchange, CancellationToken stop)
    {
        // Never used again: a request that was given up may still be writing.
        var timing = exchange.Begin(new RequestTiming(_clock));
        timing.Start(_clock.GetTimestamp());
        var options = _connections.Options;
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(stop);
        timeout.CancelAfter(options.RequestTimeout);
        try
        {
            using var request = RequestOf(exchange, timing);
            if (!_connections.IsMultiplexed) MeasuredStream.SetUnderWay(timing);
            using var response = await _connections.Invoker.SendAsync(request, timeout.Token).ConfigureAwait(false);
            if (_connections.IsMultiplexed) NoteSent(request, timing);
            exchange.Headers = HeadersOf(response, exchange);
            await BodyReader.ReadAsync(response.Content, exchange, options.MaxBodyBytes, timeout.Token).ConfigureAwait(false);
            exchange.Status = (int)response.StatusCode;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            throw;
        }
        catch (OperationCanceledException error)
        {
            exchange.Fail(
                timeout.IsCancellationRequested ? $"no response within {options.RequestTimeout.TotalSeconds:0.###} s"
                : error.InnerException is TimeoutException ? $"no connection within {options.ConnectTimeout.TotalSeconds:0.###} s"
                : "cancelled");
        }
        catch (Exception error) when (error is HttpRequestException or IOException or SocketException or InvalidDataException or FormatException)
        {
            // The handler wraps a stop that comes during the connect.
            stop.ThrowIfCancellationRequested();
            exchange.Fail(error.InnerException is null ? error.Message : $"{error.Message} ({error.InnerException.Message})", error);
        }

        timing.End = _clock.GetTimestamp();
        if (_connections.IsMultiplexed) (timing.BytesSent, timing.BytesReceived) = _connections.Tally.Take();
    }

    public void DropConnections()
    {
        if (!ownsConnections) return;
        var old = _connections;
        _connections = new SocketsConnections(old.Options, old.Plan);
        old.Dispose();
    }

    public void Dispose()
    {
        if (ownsConnections) _connections.Dispose();
    }

    /// <summary>Places the phases of a request whose connection others share: it is sent when it is given away, unless it waited for the connect.</summary>
    private void NoteSent(HttpRequestMessage request, RequestTiming timing)
    {
        timing.FirstByte = _clock.GetTimestamp();
        timing.SendBegin = timing.Begin;
        if (request.Options.TryGetValue(Connected.Key, out var made))
        {
            timing.Connect = new ConnectTiming(made.Took, made.Tls);
            timing.SendBegin = Math.Max(timing.Begin, made.At + (long)(made.Tls.TotalSeconds * _clock.TimestampFrequency));
        }

        timing.SendEnd = Math.Max(timing.SendEnd, timing.SendBegin);
    }

    private HttpRequestMessage RequestOf(HttpExchange exchange, RequestTiming timing)
    {
        var call = exchange.Call;
        if (exchange.Problem() is { } problem) throw new FormatException(problem);
        var request = new HttpRequestMessage(call.Method, exchange.Address.Uri) { Version = _connections.Plan.HttpVersion, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        if (call.ContentType is not null || !call.Body.IsEmpty || call.BodyStream is not null)
        {
            request.Content = call.BodyStream is { } stream
                ? new StreamedContent(stream, call.BodyStreamLength, timing, _clock)
                : new MeasuredContent(call.Body, timing, _clock);
        }

        // The call's own come first: they replace ours.
        foreach (var (name, value) in call.Headers)
        {
            if (request.Headers.TryAddWithoutValidation(name, value)) continue;
            // It is a body's, which may be an empty one.
            request.Content ??= new MeasuredContent(default, timing, _clock);
            if (!request.Content.Headers.TryAddWithoutValidation(name, value)) throw new FormatException($"the request's header '{name}' can't be sent");
        }

        if (exchange.BearerToken is { } token) AddIfAbsent(request.Headers, "Authorization", $"Bearer {token}");
        if (exchange.Cookies is { } cookies) AddIfAbsent(request.Headers, "Cookie", cookies);
        if (_userAgent.Length > 0) AddIfAbsent(request.Headers, "User-Agent", _userAgent);
        if (_connections.Options.Decompress) AddIfAbsent(request.Headers, "Accept-Encoding", "gzip, deflate, br");
        if (_connections.Plan.NoConnectionReuse && !_connections.IsMultiplexed) request.Headers.ConnectionClose = true;
        if (call.ContentType is { } type) AddIfAbsent(request.Content!.Headers, "Content-Type", type);
        return request;
    }

    private static void AddIfAbsent(HttpHeaders headers, string name, string value)
    {
        if (!headers.NonValidated.Contains(name)) headers.TryAddWithoutValidation(name, value);
    }

    private static HeaderBlock HeadersOf(HttpResponseMessage response, HttpExchange exchange)
    {
        var lines = new StringBuilder();
        foreach (var headers in new[] { response.Headers.NonValidated, response.Content.Headers.NonValidated })
        {
            foreach (var (name, values) in headers)
            {
                foreach (var value in values)
                {
                    lines.Append(name).Append(": ").Append(value).Append('\n');
                }
            }
        }

        return new HeaderBlock(exchange.Arena.Copy(Encoding.Latin1.GetBytes(lines.ToString())));
    }
}
