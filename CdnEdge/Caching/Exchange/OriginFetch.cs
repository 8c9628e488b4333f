using UpCoach.CdnEdge.Caching.Fields;
using UpCoach.CdnEdge.Caching.Rules;
using UpCoach.CdnEdge.Caching.Storage;
using UpCoach.CdnEdge.Telemetry;
using Yarp.ReverseProxy.Forwarder;

namespace UpCoach.CdnEdge.Caching.Exchange;

/// <summary>Asks the origin in a request's place: for a new answer, or whether the stored one still holds; and bridges its outages.</summary>
internal sealed class OriginFetch(
    RequestDelegate next, EdgeOptions edge, CacheOptions options, ResponseStore store, StoredAnswer answers, EdgeMetrics metrics, TimeProvider clock)
{
    /// <summary>Lets the request go on, with the stored answer's validators if it has any, and answers it; what may be stored is stored.</summary>
    /// <param name="context">The request.</param>
    /// <param name="key">Its target.</param>
    /// <param name="directives">What it asks of caches.</param>
    /// <param name="stored">The answer that is held but may not be used as it is, or null.</param>
    /// <param name="reason">Why it is not answered from the store.</param>
    /// <param name="flight">Those who wait for the same, or null.</param>
    public async Task FetchAsync(HttpContext context, CacheKey key, RequestDirectives directives, StoredResponse? stored, ForwardReason reason, Flight? flight)
    {
        var fields = context.Request.Headers;
        var isValidating = stored is { HasValidator: true } && HttpMethods.IsGet(context.Request.Method);
        var exchange = new CacheExchange
        {
            Key = key,
            Directives = directives,
            RequestedAt = clock.GetUtcNow(),
            Reason = reason,
            Stored = stored,
            IsValidating = isValidating,
            Flight = flight,
        };
        context.Features.Set(exchange);
        var (clientsTags, clientsDate) = (fields.IfNoneMatch, fields.IfModifiedSince);
        if (isValidating)
        {
            fields.IfNoneMatch = stored!.EntityTag;
            fields.IfModifiedSince = stored.LastModified;
        }

        try
        {
            await next(context);
            if (isValidating) (fields.IfNoneMatch, fields.IfModifiedSince) = (clientsTags, clientsDate);
            await FinishAsync(context, exchange);
        }
        finally
        {
            exchange.Recorder?.Dispose();
        }
    }

    private async Task FinishAsync(HttpContext context, CacheExchange exchange)
    {
        var failure = context.GetForwarderErrorFeature();
        if (exchange.Instead is { } instead)
        {
            await InsteadAsync(context, exchange, instead);
        }
        else if (failure is not null)
        {
            await BridgeAsync(context, exchange);
        }
        else if (exchange.View is not null)
        {
            if (exchange.Recorder is { } recorder && await recorder.CompleteAsync() is { } body) store.Add(exchange.Finish!(body), exchange.RequestedAt);
            var bytes = HttpMethods.IsHead(context.Request.Method) ? 0 : exchange.Passing?.Bytes ?? context.Response.ContentLength ?? 0;
            metrics.Served(exchange.Recorder is null ? CacheResult.NotStored : CacheResult.Miss, bytes);
        }
    }

    private async Task InsteadAsync(HttpContext context, CacheExchange exchange, StoredResponse instead)
    {
        var status = context.Response.StatusCode;
        context.Response.Clear();
        var isConfirmed = instead != exchange.Stored;
        await answers.TryWriteAsync(
            context,
            instead,
            CacheStatus.Forwarded(edge.Name, exchange.Reason, status, isStored: isConfirmed, isConfirmed ? null : "stale-if-error"),
            isConfirmed ? CacheResult.Revalidated : CacheResult.Stale);
    }

    // No origin answered. What must be confirmed can't be: 504 says so (RFC 9111, 5.2.2.2).
    private async Task BridgeAsync(HttpContext context, CacheExchange exchange)
    {
        if (exchange.Stored is not { } stored || context.Response.HasStarted || context.RequestAborted.IsCancellationRequested) return;
        if (!ReuseRules.MayBridge(stored, isOutage: true, options.OutageSeconds, clock.GetUtcNow()))
        {
            context.Response.StatusCode = StatusCodes.Status504GatewayTimeout;
            return;
        }

        context.Features.Set<IForwarderErrorFeature>(null);
        context.Response.Clear();
        await answers.TryWriteAsync(context, stored, CacheStatus.Forwarded(edge.Name, exchange.Reason, null, isStored: false, "outage"), CacheResult.Stale);
    }
}
