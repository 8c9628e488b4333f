using UpCoach.MockUpCoach.Files.Receiving;

namespace UpCoach.MockUpCoach.Files.Tus;

/// <summary>What all requests of tus have in common: the version on both sides, no caching, and the protocol's errors as problems.</summary>
internal sealed class TusFilter : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var (request, response) = (context.HttpContext.Request, context.HttpContext.Response);

        // At the start of the response, because an error handler clears what was set before.
        response.OnStarting(static state =>
        {
            var headers = ((HttpResponse)state).Headers;
            headers["Tus-Resumable"] = TusHeaders.Version;
            headers.CacheControl = "no-store";
            return Task.CompletedTask;
        }, response);
        if (!HttpMethods.IsOptions(request.Method) && request.Headers["Tus-Resumable"] != TusHeaders.Version)
        {
            response.Headers["Tus-Version"] = TusHeaders.Version;
            return TypedResults.Problem("The version of tus is not one of Tus-Version.", statusCode: StatusCodes.Status412PreconditionFailed);
        }

        try
        {
            return await next(context);
        }
        catch (TusException e)
        {
            return TypedResults.Problem(e.Message, title: e.Status == TusException.ChecksumMismatch ? "Checksum Mismatch" : null, statusCode: e.Status);
        }
        catch (BodyTooLargeException e)
        {
            return TypedResults.Problem(e.Message, statusCode: StatusCodes.Status413PayloadTooLarge);
        }
    }
}
