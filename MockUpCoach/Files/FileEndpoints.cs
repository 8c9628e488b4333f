using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using UpCoach.MockUpCoach.Auth;
using UpCoach.MockUpCoach.Files.Receiving;

namespace UpCoach.MockUpCoach.Files;

/// <summary>Files that come in one request, and what is given out of all files.</summary>
internal static class FileEndpoints
{
    public const string Root = "/api/v1/files";

    private const string Private = "private, no-cache";
    private const string Public = "public, max-age=86400";

    public static void Map(IEndpointRouteBuilder app)
    {
        var api = app.MapGroup(Root).RequireAuthorization().WithTags("files");
        api.MapPost("/", CreateAsync).AddEndpointFilter(app.ServiceProvider.GetRequiredService<ReceivingGate>()).DisableAntiforgery();
        api.MapGet("/{id:guid}", GetAsync);
        api.MapDelete("/{id:guid}", DeleteAsync);
        api.MapMethods("/{id:guid}/content", [HttpMethods.Get, HttpMethods.Head], GetContentAsync).AllowAnonymous();
    }

    private static async Task<Created<StoredFile>> CreateAsync(
        CurrentUser user, HttpRequest request, FileReceiver receiver, FileStore files, IOptions<FilesOptions> options, CancellationToken stop,
        [StringLength(1000)] string? name = null, [AllowedValues("private", "public")] string visibility = "private")
    {
        var received = await receiver.ReceiveAsync(request, name, visibility == "public", options.Value.MostFileBytes, stop);

        // All of it is here: a sender that goes away now does not change that.
        var file = await files.KeepAsync(user, received.Id, received.Description, received.Size, received.Sha256, CancellationToken.None);
        return TypedResults.Created($"{Root}/{file.Id}", file);
    }

    private static async Task<Results<Ok<StoredFile>, NotFound>> GetAsync(Guid id, CurrentUser user, FileStore files, HttpResponse response, CancellationToken stop)
    {
        response.Headers.CacheControl = "private, no-store";
        return await files.FindAsync(user, id, stop) is { } file ? TypedResults.Ok(file) : TypedResults.NotFound();
    }

    private static async Task<Results<NoContent, NotFound>> DeleteAsync(Guid id, CurrentUser user, FileStore files, CancellationToken stop) =>
        await files.DeleteAsync(user, id, stop) ? TypedResults.NoContent() : TypedResults.NotFound();

    private static async Task<Results<PhysicalFileHttpResult, NotFound, ChallengeHttpResult>> GetContentAsync(
        Guid id, CurrentUser? user, FileStore files, FileFolders folders, HttpResponse response, CancellationToken stop)
    {
        if (await files.FindAsync(user, id, stop) is not { } file)
            return user is null ? TypedResults.Challenge() : TypedResults.NotFound();
        var headers = response.Headers;
        headers.CacheControl = file.Visibility == "public" ? Public : Private;
        headers["Repr-Digest"] = $"sha-256=:{Convert.ToBase64String(Convert.FromHexString(file.Sha256))}:";

        // What a stranger sent is to be kept, not to be run in this site's name.
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        return TypedResults.PhysicalFile(
            folders.File(id), file.MediaType, file.Name, file.CreatedAt, new EntityTagHeaderValue($"\"{file.Sha256}\""), enableRangeProcessing: true);
    }
}
