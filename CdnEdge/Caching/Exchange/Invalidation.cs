using Microsoft.Extensions.Primitives;
using UpCoach.CdnEdge.Caching.Storage;

namespace UpCoach.CdnEdge.Caching.Exchange;

/// <summary>Forgets what an unsafe request has changed (RFC 9111, 4.4).</summary>
internal sealed class Invalidation(ResponseStore store, TimeProvider clock)
{
    /// <summary>Says whether a method may change what its target is; one that is not known might.</summary>
    public static bool IsUnsafe(string method)
        => !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method) && !HttpMethods.IsOptions(method) && !HttpMethods.IsTrace(method) && !HttpMethods.IsConnect(method);

    /// <summary>Lets the request go on, and forgets its target and those that the answer names, when it succeeded.</summary>
    public async Task WatchAsync(HttpContext context, RequestDelegate next)
    {
        var key = CacheKey.Of(context.Request);
        var exchange = new CacheExchange { Key = key, Directives = default, RequestedAt = clock.GetUtcNow(), Reason = ForwardReason.Method };
        context.Features.Set(exchange);
        await next(context);
        using var recorder = exchange.Recorder;
        if (context.Response.StatusCode is < 200 or >= 400 || context.GetForwarderErrorFeature() is not null) return;
        Forget(key);
        Forget(key, context.Response.Headers.Location);
        Forget(key, context.Response.Headers.ContentLocation);

        // The state after the change is the one thing about the target that is surely new.
        if (recorder is not null && await recorder.CompleteAsync() is { } body) store.Add(exchange.Finish!(body), DateTimeOffset.MaxValue);
    }

    // Only targets of the same host: an answer says nothing about others'.
    private void Forget(in CacheKey key, StringValues reference)
    {
        if (reference is [{ Length: > 0 } text] && key.Sibling(text) is { } sibling) Forget(sibling);
    }

    private void Forget(in CacheKey key) => store.Remove(key);
}
