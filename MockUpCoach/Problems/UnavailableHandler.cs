using Microsoft.AspNetCore.Diagnostics;
using Npgsql;
using UpCoach.MockUpCoach.Data.Caching;

namespace UpCoach.MockUpCoach.Problems;

/// <summary>Turns what went wrong into a problem document (RFC 9457): a part that is away is 503, everything else that was not foreseen is 500.</summary>
internal sealed partial class UnavailableHandler(IProblemDetailsService problems, ILogger<UnavailableHandler> log) : IExceptionHandler
{
    public ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (httpContext.RequestAborted.IsCancellationRequested)
            return ValueTask.FromResult(true); // Nobody is there to read an answer.
        var status = exception switch
        {
            BadHttpRequestException bad => bad.StatusCode,
            NpgsqlException { IsTransient: true } => StatusCodes.Status503ServiceUnavailable,
            _ when RedisStore.IsAway(exception) => StatusCodes.Status503ServiceUnavailable,
            _ => StatusCodes.Status500InternalServerError,
        };
        if (status == StatusCodes.Status503ServiceUnavailable)
            httpContext.Response.Headers.RetryAfter = "1";
        if (status >= 500)
            Failed(log, httpContext.Request.Method, httpContext.Request.Path.Value, status, exception.GetType().Name, Reason(exception));
        httpContext.Response.StatusCode = status;
        return problems.TryWriteAsync(new ProblemDetailsContext { HttpContext = httpContext, ProblemDetails = { Status = status } });
    }

    // Redis' messages repeat the command with its key and pages of statistics: more than a log should know.
    private static string Reason(Exception exception) => RedisStore.IsAway(exception) ? "Redis is away" : exception.Message;

    [LoggerMessage(LogLevel.Error, "{Method} {Path} failed with {Status}: {Kind}: {Reason}")]
    private static partial void Failed(ILogger log, string method, string? path, int status, string kind, string reason);
}
