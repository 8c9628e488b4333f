using UpCoach.MockUpCoach.Auth;
using UpCoach.MockUpCoach.Data;
using UpCoach.ServiceDefaults;

namespace UpCoach.MockUpCoach.Startup;

/// <summary>Tells who answered: <c>X-Served-By</c> names the instance, <c>X-Db</c> where the data came from.</summary>
internal static class ServedByHeaders
{
    public static void UseServedByHeaders(this WebApplication app)
    {
        var instance = ServiceName.Of(app.Configuration, app.Environment);
        app.Use((context, next) =>
        {
            // At the start of the response, because an error handler clears what was set before.
            context.Response.OnStarting(static state =>
            {
                var (context, instance) = ((HttpContext, string))state;
                context.Response.Headers["X-Served-By"] = instance;
                if (context.Features.Get<CurrentUser>()?.ServedFrom is { } source and not ReadSource.None)
                    context.Response.Headers["X-Db"] = source switch { ReadSource.Cache => "cache", ReadSource.Replica => "replica", _ => "primary" };
                return Task.CompletedTask;
            }, (context, instance));
            return next(context);
        });
    }
}
