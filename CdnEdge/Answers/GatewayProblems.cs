using Yarp.ReverseProxy.Forwarder;

namespace UpCoach.CdnEdge.Answers;

/// <summary>Answers with a problem (RFC 9457) where no origin did.</summary>
internal sealed class GatewayProblems(RequestDelegate next, EdgeOptions edge)
{
    // An origin that returns is readmitted within about this many seconds.
    private const string RetryAfterSeconds = "2";

    public async Task InvokeAsync(HttpContext context)
    {
        await next(context);
        if (context.GetForwarderErrorFeature() is not { } failure) return;
        if (context.Response.HasStarted || context.RequestAborted.IsCancellationRequested) return;

        var response = context.Response;
        EdgeHeaders.Apply(response.Headers, edge, $"{edge.Name}; fwd=miss");
        if (response.StatusCode == StatusCodes.Status503ServiceUnavailable) response.Headers.RetryAfter = RetryAfterSeconds;
        await Problems.WriteAsync(context, response.StatusCode, Title(failure.Error));
    }

    private static string Title(ForwarderError error) => error switch
    {
        ForwarderError.NoAvailableDestinations => "No origin is available.",
        ForwarderError.RequestTimedOut => "The origin did not answer in time.",
        ForwarderError.Request => "The origin could not be reached.",
        ForwarderError.None => "No stored answer can be used.",
        _ => "The request could not be forwarded.",
    };
}
