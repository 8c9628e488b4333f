using System.Diagnostics.CodeAnalysis;
using UpCoach.CdnEdge.Caching.Fields;
using UpCoach.CdnEdge.Caching.Rules;
using UpCoach.CdnEdge.Caching.Storage;
using UpCoach.CdnEdge.Telemetry;
using Yarp.ReverseProxy.Forwarder;

namespace UpCoach.CdnEdge.Caching.Exchange;

/// <summary>The cache of RFC 9111 as a step of the proxy's pipeline: answers from the store, or lets the request go on and stores what comes back.</summary>
internal sealed partial class SharedCache(
    RequestDelegate next, EdgeOptions edge, CacheOptions options, ResponseStore store, StoredAnswer answers, Flights flights, Invalidation invalidation,
    EdgeMetrics metrics, TimeProvider clock, IHostApplicationLifetime lifetime, ILogger<SharedCache> log)
{
    private readonly OriginFetch origin = new(next, edge, options, store, answers, metrics, clock);

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (!options.Enabled || PassesThrough(request)) return next(context);
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) return LookUpAsync(context);
        return Invalidation.IsUnsafe(request.Method) ? invalidation.WatchAsync(context, next) : next(context);
    }

    // Conversations, endless streams and preconditions on the origin's own state: their answers are not this node's to give.
    private static bool PassesThrough(HttpRequest request)
    {
        var fields = request.Headers;
        return fields.Upgrade.Count > 0 || fields.IfMatch.Count > 0 || fields.IfUnmodifiedSince.Count > 0
            || fields.Accept is ["text/event-stream"]
            || (HttpMethods.IsGet(request.Method) && (request.ContentLength > 0 || fields.TransferEncoding.Count > 0));
    }

    private async Task LookUpAsync(HttpContext context)
    {
        var key = CacheKey.Of(context.Request);
        var directives = RequestDirectives.Parse(context.Request.Headers.CacheControl.ToString());
        var variants = store.Find(key);
        var stored = Select(variants, context.Request.Headers);
        if (stored is not null && await TryReuseAsync(context, key, stored, directives)) return;
        if (directives.OnlyIfCached)
        {
            context.Response.StatusCode = StatusCodes.Status504GatewayTimeout;
            context.Features.Set<IForwarderErrorFeature>(NotCached.Instance);
            return;
        }

        var reason = stored is null ? variants.Length == 0 ? ForwardReason.UriMiss : ForwardReason.VaryMiss
            : stored.FreshForMilliseconds(clock.GetUtcNow()) > 0 && !stored.Directives.NoCache ? ForwardReason.Request : ForwardReason.Stale;
        if (!MayCollapse(context.Request, directives, key))
        {
            await origin.FetchAsync(context, key, directives, stored, reason, flight: null);
        }
        else if (flights.TryStart(key, out var flight))
        {
            await FlyAsync(context, key, directives, stored, reason, flight);
        }
        else if (!await TryFollowAsync(context, key, flight, directives))
        {
            await origin.FetchAsync(context, key, directives, Select(store.Find(key), context.Request.Headers), reason, flight: null);
        }
    }

    private async ValueTask<bool> TryReuseAsync(HttpContext context, CacheKey key, StoredResponse stored, RequestDirectives directives)
    {
        var now = clock.GetUtcNow();
        var reuse = ReuseRules.Decide(stored, directives, now);
        if (reuse == Reuse.Validate) return false;
        if (reuse == Reuse.WhileRevalidating && flights.TryStart(key, out var flight)) _ = RevalidateAsync(context, key, stored, flight);
        return await answers.TryWriteAsync(context, stored, CacheStatus.Hit(edge.Name, stored, now), reuse == Reuse.Fresh ? CacheResult.Hit : CacheResult.Stale);
    }

    // Those who name their user seldom get what others may have, and those who want confirmation or a part want an exchange of their own.
    private bool MayCollapse(HttpRequest request, in RequestDirectives directives, in CacheKey key)
        => HttpMethods.IsGet(request.Method) && request.Headers.Authorization.Count == 0 && request.Headers.Range.Count == 0
            && !directives.NoCache && !directives.NoStore && flights.MayCollapse(key);

    private async ValueTask<bool> TryFollowAsync(HttpContext context, CacheKey key, Flight flight, RequestDirectives directives)
    {
        try
        {
            await flight.Landed.WaitAsync(TimeSpan.FromSeconds(options.CollapseSeconds), clock, context.RequestAborted);
        }
        catch (TimeoutException)
        {
            return false;
        }

        var now = clock.GetUtcNow();
        return Select(store.Find(key), context.Request.Headers) is { } stored
            && ReuseRules.Decide(stored, directives, now) is Reuse.Fresh or Reuse.WhileRevalidating
            && await answers.TryWriteAsync(context, stored, CacheStatus.Collapsed(edge.Name, stored, now), CacheResult.Hit);
    }

    private async Task RevalidateAsync(HttpContext client, CacheKey key, StoredResponse stored, Flight flight)
    {
        var context = BackgroundFetch.Like(client, client.Request.QueryString, lifetime.ApplicationStopping);
        await Task.Yield();
        try
        {
            if (IsReplaced(key, stored, context.Request.Headers, out _)) flights.Land(key, flight);
            else await FlyAsync(context, key, default, stored, ForwardReason.Stale, flight);
        }
        catch (Exception failure)
        {
            LogRevalidationFailed(log, key.Path, failure);
        }
    }

    private async Task FlyAsync(HttpContext context, CacheKey key, RequestDirectives directives, StoredResponse? stored, ForwardReason reason, Flight flight)
    {
        try
        {
            if (IsReplaced(key, stored, context.Request.Headers, out var landed) && await TryReuseAsync(context, key, landed, directives)) return;
            await origin.FetchAsync(context, key, directives, stored, reason, flight);
        }
        finally
        {
            flights.Land(key, flight);
        }
    }

    // Another flight may have landed between a request's look and the start of its own flight: what it brought is used, or it would be fetched twice.
    private bool IsReplaced(CacheKey key, StoredResponse? old, IHeaderDictionary request, [NotNullWhen(true)] out StoredResponse? landed)
    {
        landed = Select(store.Find(key), request);
        return landed is not null && landed != old;
    }

    private static StoredResponse? Select(StoredResponse[] variants, IHeaderDictionary request)
    {
        foreach (var variant in variants)
        {
            if (variant.Vary.Matches(request)) return variant;
        }

        return null;
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Path} could not be confirmed in the background.")]
    private static partial void LogRevalidationFailed(ILogger log, string path, Exception failure);

    private sealed class NotCached : IForwarderErrorFeature
    {
        public static readonly NotCached Instance = new();

        public ForwarderError Error => ForwarderError.None;

        public Exception? Exception => null;
    }
}
