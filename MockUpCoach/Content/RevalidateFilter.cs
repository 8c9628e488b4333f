namespace UpCoach.MockUpCoach.Content;

/// <summary>Lets the reader's own device keep an answer, to be used again only after asking whether it is still good.</summary>
internal sealed class RevalidateFilter : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        context.HttpContext.Response.Headers.CacheControl = "private, no-cache";
        return next(context);
    }
}
