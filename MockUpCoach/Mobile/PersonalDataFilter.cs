namespace UpCoach.MockUpCoach.Mobile;

/// <summary>Forbids every cache on the way to keep an answer.</summary>
internal sealed class PersonalDataFilter : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        context.HttpContext.Response.Headers.CacheControl = "private, no-store";
        return next(context);
    }
}
