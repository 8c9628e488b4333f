namespace UpCoach.MockUpCoach.Startup;

/// <summary>Answers 503 until requests can be answered; health, liveness and metrics are always open.</summary>
internal static class ReadinessGate
{
    public static void UseReadinessGate(this WebApplication app)
    {
        var readiness = app.Services.GetRequiredService<Readiness>();
        app.Use((context, next) =>
        {
            if (readiness.CanServe || !IsGated(context.Request.Path))
                return next(context);
            context.Response.Headers.RetryAfter = "1";
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return Task.CompletedTask;
        });
    }

    private static bool IsGated(PathString path) =>
        path.StartsWithSegments("/api", StringComparison.Ordinal) || path.StartsWithSegments("/oauth", StringComparison.Ordinal);
}
