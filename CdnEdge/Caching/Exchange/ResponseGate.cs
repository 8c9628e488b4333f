using UpCoach.CdnEdge.Answers;
using UpCoach.CdnEdge.Caching.Fields;
using UpCoach.CdnEdge.Caching.Rules;
using UpCoach.CdnEdge.Caching.Storage;
using Yarp.ReverseProxy.Transforms;

namespace UpCoach.CdnEdge.Caching.Exchange;

/// <summary>Decides, when an origin's answer begins, what becomes of it.</summary>
/// <remarks>
/// | the answer                                   | then                                                              |
/// |----------------------------------------------|-------------------------------------------------------------------|
/// | 304 to this node's own validators            | not passed on; the stored answer is renewed and given             |
/// | 500, 502, 503, 504 and a bridge is allowed   | not passed on; the stored answer is given, stale                  |
/// | may be stored                                | passed on and recorded                                            |
/// | anything else                                | passed on; whoever waits for it goes on alone; what it replaces is forgotten |
/// </remarks>
internal sealed class ResponseGate(EdgeOptions edge, CacheOptions options, ResponseStore store, StoredResponses responses, DiskFolder folder, Flights flights, TimeProvider clock)
{
    public ValueTask DecideAsync(ResponseTransformContext answer)
    {
        // An answer that the node makes up itself gets its fields where it is written.
        if (answer.ProxyResponse is not { } origin) return ValueTask.CompletedTask;
        var response = answer.HttpContext.Response;
        if (origin.Headers.Connection.Count > 0) StoredFields.RemoveNominated(response.Headers, origin.Headers.Connection);
        if (answer.HttpContext.Features.Get<CacheExchange>() is not { } exchange)
        {
            var reason = HttpMethods.IsGet(answer.HttpContext.Request.Method) ? ForwardReason.Bypass : ForwardReason.Method;
            EdgeHeaders.Apply(response.Headers, edge, CacheStatus.Forwarded(edge.Name, reason, response.StatusCode, isStored: false));
        }
        else if (exchange.IsValidating && response.StatusCode == StatusCodes.Status304NotModified)
        {
            exchange.Instead = responses.Renewed(exchange.Stored!, response.Headers, exchange.RequestedAt);
            store.Renew(exchange.Stored!, exchange.Instead);
            answer.SuppressResponseBody = true;
        }
        else if (exchange.Stored is { } stored && StatusCodeRules.IsServerError(response.StatusCode)
            && ReuseRules.MayBridge(stored, isOutage: false, options.OutageSeconds, clock.GetUtcNow()))
        {
            exchange.Instead = stored;
            answer.SuppressResponseBody = true;
        }
        else
        {
            PassOn(answer.HttpContext, exchange);
        }

        return ValueTask.CompletedTask;
    }

    private void PassOn(HttpContext context, CacheExchange exchange)
    {
        var response = context.Response;
        var now = clock.GetUtcNow();
        if (response.Headers.Date.Count == 0) response.Headers.Date = HttpDate.Write(now);
        var view = ResponseView.Of(response.StatusCode, response.Headers, now);
        exchange.View = view;
        if (HttpMethods.IsGet(context.Request.Method) || IsNewStateOfTarget(context, exchange, view)) StartRecording(context, exchange, view, now);
        else if (HttpMethods.IsHead(context.Request.Method)) RenewByHead(exchange, response);

        if (exchange.Recorder is null && exchange.Flight is { } flight)
        {
            flights.NoteNotStored(exchange.Key);
            flights.Land(exchange.Key, flight);
        }

        if (exchange.Recorder is not null || response.ContentLength is null)
        {
            exchange.Passing = new PassingStream(response.Body, exchange.Recorder);
            response.Body = exchange.Passing;
        }

        EdgeHeaders.Apply(response.Headers, edge, CacheStatus.Forwarded(edge.Name, exchange.Reason, response.StatusCode, exchange.Recorder is not null));
    }

    private void StartRecording(HttpContext context, CacheExchange exchange, ResponseView view, DateTimeOffset now)
    {
        var request = context.Request.Headers;
        var lifetime = Freshness.LifetimeSeconds(view, now, options);
        if (Storability.MayStore(view, request.Authorization.Count > 0, exchange.Directives.NoStore, lifetime))
        {
            var hasNoBody = view.Status is StatusCodes.Status204NoContent or StatusCodes.Status205ResetContent;
            exchange.Recorder = BodyRecorder.TryStart(options, folder, hasNoBody ? 0 : context.Response.ContentLength);
            exchange.Finish = responses.Of(exchange.Key, request, view, lifetime, exchange.RequestedAt);
        }
        else if (exchange.Stored is { } replaced && view.Status < StatusCodes.Status500InternalServerError)
        {
            // The origin answered anew and forbids to keep that: what it said before is no longer its answer.
            store.Remove(replaced);
        }
    }

    // RFC 9110, 9.3.3: the answer to a POST that names its target as Content-Location, with a lifetime, is what a GET would be given.
    private static bool IsNewStateOfTarget(HttpContext context, CacheExchange exchange, ResponseView view)
        => HttpMethods.IsPost(context.Request.Method) && view.Status == StatusCodes.Status200OK
            && view.Directives is { MaxAge: > 0 } or { SharedMaxAge: > 0 }
            && view.Fields.ContentLocation is [{ Length: > 0 } location] && exchange.Key.Sibling(location) == exchange.Key;

    // RFC 9111, 4.3.5: the answer to a HEAD renews what is stored, or shows that it has changed.
    private void RenewByHead(CacheExchange exchange, HttpResponse response)
    {
        if (exchange.Stored is not { } stored || response.StatusCode != StatusCodes.Status200OK) return;
        var isSame = (response.ContentLength is null || response.ContentLength == stored.Body.Length)
            && (response.Headers.ETag.Count == 0 || response.Headers.ETag == stored.EntityTag)
            && (response.Headers.LastModified.Count == 0 || response.Headers.LastModified == stored.LastModified);
        if (isSame) store.Renew(stored, responses.Renewed(stored, response.Headers, exchange.RequestedAt));
        else store.Remove(stored);
    }
}
