using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;

namespace UpCoach.MockUpCoach.Tests;

/// <summary>Requests and answers in JSON, without types of the API: a test sees what a client sees.</summary>
internal static class JsonRequests
{
    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage response)
    {
        using var document = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync());
        return document.RootElement.Clone();
    }

    public static async Task<JsonElement> ReadAsync(this HttpClient client, FormattableString path)
    {
        using var response = await client.GetAsync(new Uri(path.ToString(CultureInfo.InvariantCulture), UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.JsonAsync();
    }

    /// <summary>Says where the data of an answer came from.</summary>
    public static async Task<string> SourceAsync(this HttpClient client, FormattableString path)
    {
        using var response = await client.GetAsync(new Uri(path.ToString(CultureInfo.InvariantCulture), UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return response.Headers.GetValues("X-Db").Single();
    }

    public static async Task<HttpResponseMessage> SendAsync(this HttpClient client, HttpMethod method, string path, string? json = null, string mediaType = "application/json")
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        if (json is not null)
            request.Content = new StringContent(json, Encoding.UTF8, mediaType);
        return await client.SendAsync(request);
    }

    public static async Task<JsonElement> ProblemAsync(this HttpResponseMessage response, HttpStatusCode status)
    {
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = await response.JsonAsync();
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        Assert.False(string.IsNullOrEmpty(problem.GetProperty("title").GetString()));
        return problem;
    }

    public static long Id(this JsonElement element) => element.GetProperty("id").GetInt64();

    public static IEnumerable<JsonElement> Items(this JsonElement element) => element.GetProperty("items").EnumerateArray();

    public static void HasExactly(this JsonElement element, params string[] names) =>
        Assert.Equal(names.Order(StringComparer.Ordinal), element.EnumerateObject().Select(property => property.Name).Order(StringComparer.Ordinal));
}
