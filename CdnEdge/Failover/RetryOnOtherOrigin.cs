using Microsoft.AspNetCore.Http.Features;
using UpCoach.CdnEdge.Telemetry;
using Yarp.ReverseProxy.Forwarder;

namespace UpCoach.CdnEdge.Failover;

/// <summary>Sends a safe request that an origin failed to answer to another origin, once.</summary>
/// <remarks>
/// | attempt ended                          | then                                            |
/// |----------------------------------------|-------------------------------------------------|
/// | no error                               | done                                            |
/// | no response, GET or HEAD without body  | once more, on an available origin that is not the failed one |
/// | no response, any other request         | the error stands: the origin may have acted     |
/// | response began                         | the error stands: the client has a part of it   |
/// | timed out or cancelled                 | the error stands: a second wait helps nobody    |
/// </remarks>
internal sealed class RetryOnOtherOrigin(RequestDelegate next, EdgeMetrics metrics)
{
    public async Task InvokeAsync(HttpContext context)
    {
        await next(context);
        if (!MayRetry(context)) return;

        var proxy = context.GetReverseProxyFeature();
        var failed = proxy.ProxiedDestination;
        var others = context.GetRouteModel().Cluster!.DestinationsState.AvailableDestinations.Where(origin => origin != failed).ToList();
        if (failed is null || others.Count == 0) return;

        metrics.Retried(failed.DestinationId);
        context.Features.Set<IForwarderErrorFeature>(null);
        context.Response.Clear();
        proxy.ProxiedDestination = null;
        proxy.AvailableDestinations = others;
        await next(context);
    }

    private static bool MayRetry(HttpContext context)
        => context.GetForwarderErrorFeature()?.Error == ForwarderError.Request
            && !context.Response.HasStarted
            && (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
            && context.Features.Get<IHttpRequestBodyDetectionFeature>() is not { CanHaveBody: true }
            && !context.RequestAborted.IsCancellationRequested;
}
