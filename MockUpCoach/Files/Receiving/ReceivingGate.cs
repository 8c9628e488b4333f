using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.Options;

namespace UpCoach.MockUpCoach.Files.Receiving;

/// <summary>Lets a bounded number of bodies in at once, and tells the server how large and how slow they may be.</summary>
internal sealed class ReceivingGate(IOptions<FilesOptions> options) : IEndpointFilter
{
    private const int MultipartOverhead = 64 * 1024;

    private int receiving;

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (http.Request.Headers.ContentEncoding.Count > 0)
        {
            http.Response.Headers.AcceptEncoding = "identity";
            return TypedResults.Problem("Contents are taken as they are, without a coding.", statusCode: StatusCodes.Status415UnsupportedMediaType);
        }

        if (Interlocked.Increment(ref receiving) > options.Value.MostReceiving)
        {
            Interlocked.Decrement(ref receiving);
            http.Response.Headers.RetryAfter = "1";
            return TypedResults.Problem("Too many contents are being received.", statusCode: StatusCodes.Status503ServiceUnavailable);
        }

        try
        {
            Permit(http);
            return await next(context);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // The body broke off or was too slow: what comes next on this connection is no request.
            http.Response.OnStarting(static response =>
            {
                ((HttpResponse)response).Headers.Connection = "close";
                return Task.CompletedTask;
            }, http.Response);
            throw;
        }
        catch (BodyTooLargeException e)
        {
            return TypedResults.Problem(e.Message, statusCode: StatusCodes.Status413PayloadTooLarge);
        }
        catch (InvalidDataException e)
        {
            return TypedResults.Problem(e.Message, statusCode: StatusCodes.Status400BadRequest);
        }
        finally
        {
            Interlocked.Decrement(ref receiving);
        }
    }

    private void Permit(HttpContext http)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = options.Value.MostFileBytes + MultipartOverhead;
        if (http.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
            rate.MinDataRate = options.Value.LeastBytesPerSecond > 0 ? new MinDataRate(options.Value.LeastBytesPerSecond, options.Value.SlowGrace) : null;
    }
}
