using Microsoft.Extensions.Primitives;
using UpCoach.CdnEdge.Caching.Exchange;
using UpCoach.CdnEdge.Caching.Fields;
using UpCoach.CdnEdge.Caching.Rules;
using UpCoach.CdnEdge.Caching.Storage;
using UpCoach.CdnEdge.Telemetry;

namespace UpCoach.CdnEdge.Images;

/// <summary>Gives each client the form of an image that suits it; a step before the cache, through which the original is fetched.</summary>
/// <remarks>
/// Never worse than without it: an image that is private, unknown, too large or broken, or that finds the queue full, goes to the client as the origin sent it.
/// </remarks>
internal sealed class ImageNegotiation(
    RequestDelegate next, EdgeOptions edge, ImageOptions options, ResponseStore store, StoredAnswer answers, Flights flights, VariantBuilder builder,
    TimeProvider clock, IHostApplicationLifetime lifetime)
{
    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        return IsImage(request) ? NegotiateAsync(context) : next(context);
    }

    private bool IsImage(HttpRequest request)
    {
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method)) return false;
        foreach (var path in options.Paths)
        {
            if (request.Path.StartsWithSegments(path.TrimEnd('/'), StringComparison.Ordinal)) return true;
        }

        return false;
    }

    private async Task NegotiateAsync(HttpContext context)
    {
        var variant = ImageVariant.Of(context.Request.Headers.Accept, context.Request.Query, options);
        var query = ImageVariant.OriginsQuery(context.Request.Query);
        if (!variant.IsOriginal && await TryAnswerAsync(context, variant, query)) return;

        // What this node might have answered otherwise, others must not mix up either.
        context.Request.QueryString = query;
        context.Response.OnStarting(static state =>
        {
            var fields = ((HttpContext)state).Response.Headers;
            if (!FieldList.Of(fields.Vary).Contains("Accept", StringComparer.OrdinalIgnoreCase)) fields.Vary = StringValues.Concat(fields.Vary, "Accept");
            return Task.CompletedTask;
        }, context);
        await next(context);
    }

    private async Task<bool> TryAnswerAsync(HttpContext context, ImageVariant variant, QueryString query)
    {
        var key = new CacheKey(context.Request.Host.Value ?? "", context.Request.Path.Value ?? "/", query.Value ?? "", variant.Name);
        var directives = RequestDirectives.Parse(context.Request.Headers.CacheControl.ToString());
        if (directives.NoCache || directives.NoStore || !flights.MayCollapse(key)) return false;
        if (Fresh(key, directives) is { } stored) return await HitAsync(context, stored);
        if (flights.TryStart(key, out var flight)) _ = MakeAsync(context, key, variant, query, flight);
        await flight.Landed.WaitAsync(context.RequestAborted);
        return Fresh(key, directives) is { } made && await MadeAsync(context, made);
    }

    private ValueTask<bool> HitAsync(HttpContext context, StoredResponse stored)
        => answers.TryWriteAsync(context, stored, CacheStatus.Hit(edge.Name, stored, clock.GetUtcNow()), CacheResult.Hit);

    private ValueTask<bool> MadeAsync(HttpContext context, StoredResponse made)
        => answers.TryWriteAsync(context, made, CacheStatus.Forwarded(edge.Name, ForwardReason.UriMiss, null, isStored: true, "image"), CacheResult.Miss);

    private StoredResponse? Fresh(CacheKey key, RequestDirectives directives)
        => store.Find(key) is [var stored, ..] && ReuseRules.Decide(stored, directives, clock.GetUtcNow()) == Reuse.Fresh ? stored : null;

    // Not for this client alone: it goes on when the client has left.
    private async Task MakeAsync(HttpContext client, CacheKey key, ImageVariant variant, QueryString query, Flight flight)
    {
        try
        {
            var requestedAt = clock.GetUtcNow();
            var context = BackgroundFetch.Like(client, query, lifetime.ApplicationStopping);
            await next(context);
            var original = store.Find(key with { Variant = null }).FirstOrDefault(stored => stored.Vary.Matches(context.Request.Headers));
            var made = original is null ? null
                : (store.Find(key) is [var old, ..] ? VariantBuilder.Renew(old, original) : null)
                    ?? await builder.BuildAsync(original, key, variant, lifetime.ApplicationStopping);
            if (made is not null) store.Add(made, requestedAt);
            else flights.NoteNotStored(key);
        }
        catch (Exception failure) when (failure is OperationCanceledException or IOException)
        {
            flights.NoteNotStored(key);
        }
        finally
        {
            flights.Land(key, flight);
        }
    }
}
