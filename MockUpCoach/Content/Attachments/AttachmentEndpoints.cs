using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using UpCoach.MockUpCoach.Auth;

namespace UpCoach.MockUpCoach.Content.Attachments;

/// <summary>Files of articles.</summary>
internal static class AttachmentEndpoints
{
    public static void MapAttachments(this IEndpointRouteBuilder api)
    {
        api.MapGet("/{id:long:min(1)}/attachments", GetAllAsync);
        api.MapPost("/{id:long:min(1)}/attachments", AddAsync);
        api.MapDelete("/{id:long:min(1)}/attachments/{fileId:guid}", RemoveAsync);
    }

    private static async Task<Results<Ok<AttachmentList>, NotFound>> GetAllAsync(long id, CurrentUser user, AttachmentStore attachments, CancellationToken stop) =>
        await attachments.GetAllAsync(user, id, stop) is { } list ? TypedResults.Ok(list) : TypedResults.NotFound();

    private static async Task<Results<Created<Attachment>, Ok<Attachment>, NotFound>> AddAsync(
        long id, AttachmentDraft draft, CurrentUser user, AttachmentStore attachments, CancellationToken stop) =>
        await attachments.AddAsync(user, id, draft.FileId!.Value, stop) switch
        {
            null => TypedResults.NotFound(),
            (var found, false) => TypedResults.Ok(found),
            (var added, true) => TypedResults.Created(string.Create(CultureInfo.InvariantCulture, $"/api/v1/content/{id}/attachments"), added),
        };

    private static async Task<Results<NoContent, NotFound>> RemoveAsync(long id, Guid fileId, CurrentUser user, AttachmentStore attachments, CancellationToken stop) =>
        await attachments.RemoveAsync(user, id, fileId, stop) ? TypedResults.NoContent() : TypedResults.NotFound();
}
