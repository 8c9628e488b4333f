using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using UpCoach.MockUpCoach.Auth;
using UpCoach.MockUpCoach.Data.Caching;

namespace UpCoach.MockUpCoach.Analytics.Ingestion;

/// <summary>Takes batches of events: into the queue and back, without a word to the database.</summary>
internal static class EventEndpoint
{
    private const int LongestKey = 100;

    private static readonly TimeSpan Memory = TimeSpan.FromDays(1);
    private static readonly TimeSpan OldestEvent = TimeSpan.FromDays(7);

    public static async Task<Results<Accepted<EventReceipt>, ValidationProblem, ProblemHttpResult>> HandleAsync(
        EventBatch batch, CurrentUser user, EventQueue queue, RedisStore redis, TimeProvider clock, HttpResponse response,
        [FromHeader(Name = "Idempotency-Key")] string? key = null)
    {
        if (key is { Length: 0 or > LongestKey })
            return TypedResults.ValidationProblem(new Dictionary<string, string[]> { ["Idempotency-Key"] = [$"The key must have 1 to {LongestKey} characters."] });
        var now = clock.GetUtcNow().UtcDateTime;
        if (batch.Events.Any(draft => draft.OccurredAt < now - OldestEvent))
            return TypedResults.ValidationProblem(new Dictionary<string, string[]> { ["occurredAt"] = ["An event must not be older than seven days."] });
        if (!queue.TryReserve(batch.Events.Count))
        {
            response.Headers.RetryAfter = "2";
            return TypedResults.Problem("Too many events wait to be written.", statusCode: StatusCodes.Status503ServiceUnavailable);
        }

        if (key is not null && !await redis.TryClaimAsync(string.Create(CultureInfo.InvariantCulture, $"events:{user.Id}:{key}"), Memory))
        {
            queue.Release(batch.Events.Count);
            return TypedResults.Accepted((string?)null, new EventReceipt(0, Duplicate: true));
        }

        foreach (var draft in batch.Events)
            queue.Put(Read(draft, user.Id, now));
        return TypedResults.Accepted((string?)null, new EventReceipt(batch.Events.Count, Duplicate: false));
    }

    // A clock that is ahead can't make tomorrow's figures today.
    private static UserEvent Read(EventDraft draft, long userId, DateTime now) => new(
        draft.Id ?? Guid.CreateVersion7(), userId, draft.Name,
        draft.OccurredAt is { } at && at.UtcDateTime < now ? at.UtcDateTime : now, now,
        draft.Properties is { ValueKind: JsonValueKind.Object } properties ? properties.GetRawText() : null);
}
