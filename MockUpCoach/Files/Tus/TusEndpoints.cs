using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using UpCoach.MockUpCoach.Auth;
using UpCoach.MockUpCoach.Files.Receiving;

namespace UpCoach.MockUpCoach.Files.Tus;

/// <summary>Resumable uploads: tus 1.0.0 with its extensions.</summary>
internal static class TusEndpoints
{
    public const string Root = "/api/v1/uploads";

    public static void Map(IEndpointRouteBuilder app)
    {
        var api = app.MapGroup(Root).RequireAuthorization().WithTags("uploads").AddEndpointFilter<TusFilter>();
        var gate = app.ServiceProvider.GetRequiredService<ReceivingGate>();
        api.MapPost("/", CreateAsync).AddEndpointFilter(gate).DisableAntiforgery();
        api.MapMethods("/", [HttpMethods.Options], Describe).AllowAnonymous();
        api.MapMethods("/{id:guid}", [HttpMethods.Options], Describe).AllowAnonymous();
        api.MapMethods("/{id:guid}", [HttpMethods.Head], HeadAsync);
        api.MapPatch("/{id:guid}", AppendAsync).AddEndpointFilter(gate);
        api.MapDelete("/{id:guid}", DeleteAsync);

        // For those whose network lets only GET and POST pass.
        api.MapPost("/{id:guid}", OverrideAsync).AddEndpointFilter(gate).DisableAntiforgery();
    }

    public static string Address(Guid id) => $"{Root}/{id}";

    private static NoContent Describe(HttpResponse response, IOptions<FilesOptions> options)
    {
        var headers = response.Headers;
        headers["Tus-Version"] = TusHeaders.Version;
        headers["Tus-Extension"] = TusHeaders.Extensions;
        headers["Tus-Max-Size"] = options.Value.MostFileBytes.ToString(CultureInfo.InvariantCulture);
        headers["Tus-Checksum-Algorithm"] = TusChecksum.Algorithms;
        return TypedResults.NoContent();
    }

    private static async Task<Created> CreateAsync(CurrentUser user, HttpRequest request, HttpResponse response, TusWriter writer, CancellationToken stop)
    {
        var headers = request.Headers;
        var metadata = headers["Upload-Metadata"].ToString() is { Length: > 0 } text ? text : null;
        TusHeaders.Metadata(metadata);
        var parts = TusHeaders.Parts(headers["Upload-Concat"]);
        var length = ReadLength(headers, isFinal: parts is not null);
        if (length > writer.Options.MostFileBytes)
            throw new BodyTooLargeException();
        var carries = request.ContentLength > 0 || headers.TransferEncoding.Count > 0;
        if (carries && (parts is not null || request.ContentType != TusHeaders.OffsetType))
            throw new TusException(StatusCodes.Status415UnsupportedMediaType, $"Bytes come as {TusHeaders.OffsetType}, and none with a final upload.");
        var upload = parts is null
            ? await writer.CreateAsync(user, length, metadata, headers["Upload-Concat"] == "partial", stop)
            : await writer.JoinAsync(user, parts, metadata, stop);
        if (carries)
        {
            // Known to the sender from now on, even if the bytes don't all arrive: a sender that expects 100-continue may read it already.
            upload = await writer.AppendAsync(user, upload.Id, request, 0, null, stop);
        }

        Tell(response, upload);
        return TypedResults.Created(Address(upload.Id));
    }

    private static async Task<Ok> HeadAsync(Guid id, CurrentUser user, HttpResponse response, TusWriter writer, CancellationToken stop)
    {
        var upload = await writer.RequireAsync(user, id, stop);
        Tell(response, upload);
        var headers = response.Headers;
        if (upload.Length is { } length)
            headers["Upload-Length"] = length.ToString(CultureInfo.InvariantCulture);
        else
            headers["Upload-Defer-Length"] = "1";
        if (upload.Metadata is not null)
            headers["Upload-Metadata"] = upload.Metadata;
        if (upload.IsPartial || upload.Parts is not null)
            headers["Upload-Concat"] = upload.IsPartial ? "partial" : TusHeaders.Concat(upload.Parts!);
        return TypedResults.Ok();
    }

    private static async Task<NoContent> AppendAsync(
        Guid id, CurrentUser user, HttpRequest request, HttpResponse response, TusWriter writer, CancellationToken stop)
    {
        if (request.ContentType != TusHeaders.OffsetType)
            throw new TusException(StatusCodes.Status415UnsupportedMediaType, $"Bytes come as {TusHeaders.OffsetType}.");
        var offset = TusHeaders.Number(request.Headers, "Upload-Offset") ?? throw TusException.BadRequest("Upload-Offset is missing.");
        Tell(response, await writer.AppendAsync(user, id, request, offset, TusHeaders.Number(request.Headers, "Upload-Length"), stop));
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> DeleteAsync(Guid id, CurrentUser user, TusWriter writer, CancellationToken stop)
    {
        await writer.DeleteAsync(user, id, stop);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> OverrideAsync(
        Guid id, CurrentUser user, HttpRequest request, HttpResponse response, TusWriter writer, CancellationToken stop) =>
        request.Headers["X-HTTP-Method-Override"].ToString() switch
        {
            "PATCH" => await AppendAsync(id, user, request, response, writer, stop),
            "HEAD" => await HeadAsync(id, user, response, writer, stop),
            "DELETE" => await DeleteAsync(id, user, writer, stop),
            _ => TypedResults.StatusCode(StatusCodes.Status405MethodNotAllowed),
        };

    private static long? ReadLength(IHeaderDictionary headers, bool isFinal)
    {
        var length = TusHeaders.Number(headers, "Upload-Length");
        var isDeferred = headers["Upload-Defer-Length"].ToString() switch
        {
            "" => false,
            "1" => true,
            _ => throw TusException.BadRequest("Upload-Defer-Length can only be 1."),
        };
        var said = (length is null ? 0 : 1) + (isDeferred ? 1 : 0);
        if (said != (isFinal ? 0 : 1))
            throw TusException.BadRequest("One of Upload-Length and Upload-Defer-Length is needed, and none of them for a final upload.");
        return length;
    }

    private static void Tell(HttpResponse response, TusUpload upload)
    {
        response.Headers["Upload-Offset"] = upload.Received.ToString(CultureInfo.InvariantCulture);
        if (!upload.IsComplete)
            response.Headers["Upload-Expires"] = upload.ExpiresAt.ToString("R", CultureInfo.InvariantCulture);
        else if (!upload.IsPartial)
            response.Headers.ContentLocation = $"{FileEndpoints.Root}/{upload.Id}";
    }
}
