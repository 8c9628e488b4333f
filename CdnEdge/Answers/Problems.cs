using Microsoft.AspNetCore.Mvc;

namespace UpCoach.CdnEdge.Answers;

/// <summary>Writes a problem (RFC 9457).</summary>
internal static class Problems
{
    public static Task WriteAsync(HttpContext context, int status, string title)
    {
        context.Response.StatusCode = status;
        var problem = new ProblemDetails { Status = status, Title = title, Instance = context.Request.Path };
        return context.Response.WriteAsJsonAsync(problem, ProblemJson.Default.ProblemDetails, "application/problem+json", context.RequestAborted);
    }
}
