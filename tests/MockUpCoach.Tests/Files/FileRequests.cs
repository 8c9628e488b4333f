namespace UpCoach.MockUpCoach.Tests.Files;

/// <summary>Requests and answers whose bodies are bytes.</summary>
internal static class FileRequests
{
    /// <summary>Lists what lies among what is being received.</summary>
    public static IEnumerable<string> Incoming(this ApiFixture api) =>
        Path.Combine(api.Files, "incoming") is var folder && Directory.Exists(folder) ? Directory.EnumerateFiles(folder) : [];

    public static Task<byte[]> BytesAsync(this HttpResponseMessage response) => response.Content.ReadAsByteArrayAsync();

    /// <summary>Sends a request with headers that no typed property knows, and with these bytes.</summary>
    public static async Task<HttpResponseMessage> AskAsync(
        this HttpClient client, HttpMethod method, string path, byte[]? body = null, string? mediaType = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.RelativeOrAbsolute));
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            if (mediaType is not null)
                request.Content.Headers.TryAddWithoutValidation("Content-Type", mediaType);
        }

        foreach (var (name, value) in headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
                request.Content!.Headers.TryAddWithoutValidation(name, value);
        }

        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    /// <summary>Gives a header of an answer, wherever .NET puts it; null if it has none.</summary>
    public static string? Header(this HttpResponseMessage response, string name) =>
        response.Headers.NonValidated.TryGetValues(name, out var values) || response.Content.Headers.NonValidated.TryGetValues(name, out values) ? string.Join(", ", values) : null;
}
