using Yarp.ReverseProxy.Transforms;
using Yarp.ReverseProxy.Transforms.Builder;

namespace UpCoach.CdnEdge.Origins;

/// <summary>Asks an origin whether it takes a large body before the body is sent. Source: RFC 9110, 10.1.1.</summary>
/// <remarks>The HTTP client reads no answer while it sends: an origin that refuses a body at once would not be heard, and the refusal would end as a gateway's error.</remarks>
internal static class LargeBodies
{
    // What is smaller is sent before the origin can have refused it.
    private const long LargeBytes = 64 * 1024;

    public static void AskFirst(TransformBuilderContext transforms) => transforms.AddRequestTransform(request =>
    {
        if (request.ProxyRequest.Content is not null && request.HttpContext.Request.ContentLength is null or > LargeBytes)
            request.ProxyRequest.Headers.ExpectContinue = true;
        return ValueTask.CompletedTask;
    });
}
