using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using UpCoach.MockUpCoach.Auth;
using UpCoach.MockUpCoach.Paging;

namespace UpCoach.MockUpCoach.Mobile.Messages;

/// <summary>The conversation with the user's coach.</summary>
internal static class MessageEndpoints
{
    public static void MapMessages(this IEndpointRouteBuilder api)
    {
        api.MapGet("/messages", GetPageAsync);
        api.MapPost("/messages", SendAsync);
        api.MapPost("/messages/read", MarkReadAsync);
    }

    private static async Task<Ok<MessagePage>> GetPageAsync(
        CurrentUser user, MessageStore messages, CancellationToken stop,
        [AllowedValues("coach")] string with = "coach", [Cursor] string? cursor = null, [Range(1, Limits.Most)] int limit = Limits.Page) =>
        TypedResults.Ok(await messages.GetPageAsync(user, cursor, limit, stop));

    private static async Task<Results<Created<Message>, Ok<Message>, ProblemHttpResult>> SendAsync(
        MessageDraft draft, CurrentUser user, MessageStore messages, CancellationToken stop)
    {
        var (message, created) = await messages.SendAsync(user, draft, stop);
        if (created)
            return TypedResults.Created("/api/v1/messages?with=coach", message);
        return message.Text == draft.Text
            ? TypedResults.Ok(message)
            : TypedResults.Problem("This id belongs to another message.", statusCode: StatusCodes.Status409Conflict);
    }

    private static async Task<NoContent> MarkReadAsync(MessageReceipt receipt, CurrentUser user, MessageStore messages, CancellationToken stop)
    {
        await messages.MarkReadAsync(user, receipt.UpTo!.Value, stop);
        return TypedResults.NoContent();
    }
}
