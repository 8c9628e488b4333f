using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using UpCoach.MockUpCoach.Auth;
using UpCoach.MockUpCoach.Files.Receiving;

namespace UpCoach.MockUpCoach.Files.Images;

/// <summary>Images that users send: taken in at once, made later.</summary>
internal static class ImageEndpoints
{
    private const string Root = "/api/v1/images";
    private const string RetrySeconds = "5";

    public static void Map(IEndpointRouteBuilder app)
    {
        var api = app.MapGroup(Root).RequireAuthorization().WithTags("images");
        api.MapPost("/", CreateAsync).AddEndpointFilter(app.ServiceProvider.GetRequiredService<ReceivingGate>()).DisableAntiforgery();
        api.MapGet("/{id:maxlength(36)}", GetAsync);
        app.MapMethods("/media/{id}/{variant}.{extension}", [HttpMethods.Get, HttpMethods.Head], MediaEndpoint.HandleAsync).WithTags("images");
    }

    private static async Task<Results<Accepted<ImageStatus>, ProblemHttpResult>> CreateAsync(
        CurrentUser user, HttpRequest request, FileReceiver receiver, FileFolders folders, ImageStore images, ImageQueue queue, IOptions<FilesOptions> options, CancellationToken stop)
    {
        if (await images.IsFullAsync(stop))
            return Full(request);
        var isForm = request.HasFormContentType;
        if (!isForm && !IsTaken(request.ContentType))
            return Unsupported("An image is sent as one of " + string.Join(", ", ImageSignature.MediaTypes) + ", or as a file of a form.");
        var received = await receiver.ReceiveAsync(request, name: null, isPublic: true, options.Value.MostImageBytes, stop);
        var isQueued = false;
        try
        {
            var head = await ReadHeadAsync(folders.Incoming(received.Id), stop);
            if (ImageSignature.MediaTypeOf(head) is not { } found || found != received.Description.MediaType)
                return Unsupported("The bytes are not those of an image of the type that they are sent as.");
            var id = received.Id.ToString();
            isQueued = await images.EnqueueAsync(user, id, CancellationToken.None);
            if (!isQueued)
                return Full(request);
            queue.Wake();
            return TypedResults.Accepted($"{Root}/{id}", (await images.FindAsync(user, id, stop))!);
        }
        finally
        {
            if (!isQueued)
                folders.Forget(received.Id);
        }
    }

    private static async Task<Results<Ok<ImageStatus>, NotFound>> GetAsync(string id, CurrentUser user, ImageStore images, HttpResponse response, CancellationToken stop)
    {
        response.Headers.CacheControl = "private, no-store";
        return await images.FindAsync(user, id, stop) is { } status ? TypedResults.Ok(status) : TypedResults.NotFound();
    }

    private static ProblemHttpResult Full(HttpRequest request)
    {
        request.HttpContext.Response.Headers.RetryAfter = RetrySeconds;
        return TypedResults.Problem("Too many images are waiting.", statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    private static ProblemHttpResult Unsupported(string detail) => TypedResults.Problem(detail, statusCode: StatusCodes.Status415UnsupportedMediaType);

    private static bool IsTaken(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type) && ImageSignature.MediaTypes.Contains(type.MediaType.Value, StringComparer.OrdinalIgnoreCase);

    private static async Task<byte[]> ReadHeadAsync(string place, CancellationToken stop)
    {
        using var file = File.OpenHandle(place, options: FileOptions.Asynchronous);
        var head = new byte[ImageSignature.Length];
        return head[..await RandomAccess.ReadAsync(file, head, 0, stop)];
    }
}
