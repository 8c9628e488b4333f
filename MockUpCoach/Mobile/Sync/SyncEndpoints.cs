using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using UpCoach.MockUpCoach.Auth;
using UpCoach.MockUpCoach.Paging;
using UpCoach.MockUpCoach.Validation;

namespace UpCoach.MockUpCoach.Mobile.Sync;

/// <summary>Offline sync, in both directions.</summary>
internal static class SyncEndpoints
{
    public static void MapSync(this IEndpointRouteBuilder api)
    {
        api.MapGet("/sync", GetChangesAsync);
        api.MapPost("/sync", ApplyAsync);
    }

    private static async Task<Results<Ok<SyncPage>, ProblemHttpResult>> GetChangesAsync(
        CurrentUser user, SyncStore sync, CancellationToken stop,
        [Cursor] string? since = null, [Range(1, Limits.MostChanges)] int limit = 100, [AllowedValues("data", null)] string? include = null) =>
        await sync.GetSinceAsync(user, since, limit, include is not null, stop) is { } page
            ? TypedResults.Ok(page)
            : TypedResults.Problem("The changes after this cursor are no longer kept. Load everything anew, then sync without a cursor.", statusCode: StatusCodes.Status410Gone);

    private static async Task<Results<Ok<SyncAnswer>, ProblemHttpResult>> ApplyAsync(
        SyncBatch batch, CurrentUser user, SyncWriter writer, HttpResponse response, CancellationToken stop,
        [FromHeader(Name = "Idempotency-Key"), StringLength(255, MinimumLength = 1), PlainText] string? idempotencyKey = null)
    {
        if (await writer.ApplyAsync(user, batch, idempotencyKey, stop) is not var (answer, isReplay))
            return TypedResults.Problem("This idempotency key was used for another batch.", statusCode: StatusCodes.Status422UnprocessableEntity);
        if (isReplay)
            response.Headers["Idempotency-Replayed"] = "true";
        return TypedResults.Ok(answer);
    }
}
