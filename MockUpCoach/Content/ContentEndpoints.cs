using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using UpCoach.MockUpCoach.Auth;
using UpCoach.MockUpCoach.Content.Attachments;
using UpCoach.MockUpCoach.Content.Differences;
using UpCoach.MockUpCoach.Paging;
using UpCoach.MockUpCoach.Validation;

namespace UpCoach.MockUpCoach.Content;

/// <summary>Articles: read, written, searched.</summary>
internal static class ContentEndpoints
{
    private const string Root = "/api/v1/content";

    public static void MapUpCoachContent(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup(Root).RequireAuthorization().AddEndpointFilter<RevalidateFilter>().WithTags("content");
        api.MapGet("/", GetPageAsync);
        api.MapPost("/", CreateAsync);
        api.MapGet("/search", SearchAsync);
        api.MapGet("/tags", async (CurrentUser user, SearchStore search, CancellationToken stop) => TypedResults.Ok(await search.GetTagsAsync(user, stop)));
        api.MapGet("/{id:long:min(1)}", GetAsync);
        api.MapPut("/{id:long:min(1)}", UpdateAsync);
        api.MapPost("/{id:long:min(1)}/publish", PublishAsync);
        api.MapGet("/{id:long:min(1)}/versions", GetVersionsAsync);
        api.MapGet("/{id:long:min(1)}/versions/{version:int:min(1)}", GetVersionAsync);
        api.MapGet("/{id:long:min(1)}/versions/{from:int:min(1)}/diff/{to:int:min(1)}", GetDifferenceAsync);
        api.MapPost("/{id:long:min(1)}/versions/{version:int:min(1)}/restore", RestoreAsync);
        api.MapAttachments();
    }

    private static async Task<Ok<ContentPage>> GetPageAsync(
        CurrentUser user, ContentStore content, CancellationToken stop,
        [Cursor] string? after = null, [Range(1, Limits.Most)] int limit = Limits.Page, [StringLength(40), PlainText] string? tag = null,
        [AllowedValues("draft", "published")] string status = ContentStatus.Published) =>
        TypedResults.Ok(status == ContentStatus.Draft
            ? await content.GetDraftsAsync(user, after, limit, stop)
            : await content.GetPageAsync(user, after, string.IsNullOrEmpty(tag) ? null : tag, limit, stop));

    private static async Task<Ok<SearchResult>> SearchAsync(
        CurrentUser user, SearchStore search, CancellationToken stop,
        [StringLength(200, MinimumLength = 1), PlainText] string q = "", [Range(1, Limits.Most)] int limit = Limits.Page, bool prefix = false) =>
        TypedResults.Ok(await search.SearchAsync(user, q, prefix, limit, stop));

    private static async Task<Results<Ok<ContentItem>, NotFound, StatusCodeHttpResult>> GetAsync(
        long id, CurrentUser user, ContentStore content, HttpContext context, CancellationToken stop)
    {
        if (await content.FindAsync(user, id, stop) is not { } item)
            return TypedResults.NotFound();
        context.Response.Headers.ETag = EntityTag.Of(item);
        return context.Request.Headers.IfNoneMatch == EntityTag.Of(item) ? TypedResults.StatusCode(StatusCodes.Status304NotModified) : TypedResults.Ok(item);
    }

    private static async Task<Created<ContentItem>> CreateAsync(ContentCreation draft, CurrentUser user, ContentEditor editor, HttpResponse response, CancellationToken stop)
    {
        var item = await editor.CreateAsync(user, draft, stop);
        response.Headers.ETag = EntityTag.Of(item);
        return TypedResults.Created(string.Create(CultureInfo.InvariantCulture, $"{Root}/{item.Id}"), item);
    }

    private static async Task<Results<Ok<ContentItem>, NotFound, ProblemHttpResult>> UpdateAsync(
        long id, ContentDraft draft, CurrentUser user, ContentEditor editor, HttpResponse response, CancellationToken stop, [FromHeader(Name = "If-Match")] string? ifMatch = null) =>
        await AnswerAsync(await editor.UpdateAsync(user, id, draft, EntityTag.ReadVersions(ifMatch), stop), id, user, editor, response, ifMatch, stop);

    private static async Task<Results<Ok<ContentItem>, NotFound, ProblemHttpResult>> RestoreAsync(
        long id, int version, CurrentUser user, ContentEditor editor, ContentStore content, HttpResponse response, CancellationToken stop,
        [FromHeader(Name = "If-Match")] string? ifMatch = null)
    {
        if (await editor.RestoreAsync(user, id, version, EntityTag.ReadVersions(ifMatch), stop) is not { } item)
            return await content.FindVersionAsync(user, id, version, stop) is null ? TypedResults.NotFound() : await AnswerAsync(null, id, user, editor, response, ifMatch, stop);
        return await AnswerAsync(item, id, user, editor, response, ifMatch, stop);
    }

    private static async Task<Results<Ok<ContentItem>, NotFound>> PublishAsync(long id, CurrentUser user, ContentEditor editor, HttpResponse response, CancellationToken stop)
    {
        if (await editor.PublishAsync(user, id, stop) is not { } item)
            return TypedResults.NotFound();
        response.Headers.ETag = EntityTag.Of(item);
        return TypedResults.Ok(item);
    }

    private static async Task<Results<Ok<ContentItem>, NotFound, ProblemHttpResult>> AnswerAsync(
        ContentItem? item, long id, CurrentUser user, ContentEditor editor, HttpResponse response, string? ifMatch, CancellationToken stop)
    {
        if (item is null)
        {
            return ifMatch is not null && await editor.ExistsAsync(user, id, stop)
                ? TypedResults.Problem("The item was changed since that version.", statusCode: StatusCodes.Status412PreconditionFailed)
                : TypedResults.NotFound();
        }

        response.Headers.ETag = EntityTag.Of(item);
        return TypedResults.Ok(item);
    }

    private static async Task<Results<Ok<ContentDifference>, NotFound>> GetDifferenceAsync(
        long id, int from, int to, CurrentUser user, ContentStore content, CancellationToken stop,
        [Range(0, 100)] int context = 3, [AllowedValues("line", "sentence")] string unit = "line")
    {
        var versions = await content.FindVersionsAsync(user, id, [from, to], stop);
        var (before, after) = (versions.FirstOrDefault(version => version.Version == from), versions.FirstOrDefault(version => version.Version == to));
        return before is null || after is null ? TypedResults.NotFound() : TypedResults.Ok(ContentDifference.Between(before, after, context, bySentence: unit == "sentence"));
    }

    private static async Task<Results<Ok<ContentVersionList>, NotFound>> GetVersionsAsync(long id, CurrentUser user, ContentStore content, CancellationToken stop) =>
        await content.GetVersionsAsync(user, id, stop) is { } list ? TypedResults.Ok(list) : TypedResults.NotFound();

    private static async Task<Results<Ok<ContentItem>, NotFound>> GetVersionAsync(long id, int version, CurrentUser user, ContentStore content, CancellationToken stop) =>
        await content.FindVersionAsync(user, id, version, stop) is { } item ? TypedResults.Ok(item) : TypedResults.NotFound();
}
