using System.Globalization;
using UpCoach.LoadRunners.Protocols.Http;
using UpCoach.LoadRunners.Scenarios.Client.Messages;

namespace UpCoach.LoadRunners.Scenarios.Client;

/// <summary>Files, images and their variants, as one user asks for them.</summary>
internal sealed class FileClient(HttpSession session)
{
    public const string Files = "/api/v1/files";
    public const string Uploads = "/api/v1/uploads";

    private const string Images = "/api/v1/images";

    /// <summary>Gets what the uploads go through.</summary>
    public HttpSession Session => session;

    /// <summary>Reads one piece of a file as everybody would who downloads it.</summary>
    /// <param name="id">The file.</param>
    /// <param name="from">First byte.</param>
    /// <param name="to">Last byte.</param>
    /// <param name="stop">The iteration's token.</param>
    public ValueTask<HttpResult> ContentAsync(string id, long from, long to, CancellationToken stop) => session.SendAsync(
        new HttpCall(HttpMethod.Get, $"{Files}/{id}/content", Routes.FileContent.Name)
        {
            Headers = [new("Range", string.Create(CultureInfo.InvariantCulture, $"bytes={from}-{to}"))],
            KeepsBody = true,
        },
        stop);

    public ValueTask<HttpResult> DeleteFileAsync(string id, CancellationToken stop) => session.SendAsync(new HttpCall(HttpMethod.Delete, $"{Files}/{id}", Routes.DeleteFile.Name), stop);

    /// <summary>Sends an image. That too many are waiting (503) is an answer, and no failed request.</summary>
    public async Task<Answer<ImageStatus>> CreateImageAsync(ReadOnlyMemory<byte> image, string mediaType, CancellationToken stop) => Read(
        Routes.CreateImage,
        await session.SendAsync(
            new HttpCall(HttpMethod.Post, Images, Routes.CreateImage.Name)
            {
                Body = image,
                ContentType = mediaType,
                IsExpected = static status => status is (>= 200 and <= 399) or 503,
            },
            stop));

    public async Task<Answer<ImageStatus>> ImageAsync(string id, CancellationToken stop) => Read(Routes.Image, await session.GetAsync($"{Images}/{id}", Routes.Image.Name, stop));

    /// <summary>Asks for a variant by its path.</summary>
    /// <param name="path">The path.</param>
    /// <param name="accept">The formats that are understood; null says nothing about them.</param>
    /// <param name="stop">The iteration's token.</param>
    public ValueTask<HttpResult> MediaAsync(string path, string? accept, CancellationToken stop) => session.SendAsync(
        new HttpCall(HttpMethod.Get, path, Routes.Media.Name) { Headers = accept is null ? [] : [new("Accept", accept)], KeepsBody = true }, stop);

    private static Answer<ImageStatus> Read(Route route, HttpResult http) => new(route, http, route.Succeeds(http.Status) ? http.ReadJson(UpCoachJson.Default.ImageStatus) : null);
}
