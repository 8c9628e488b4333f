using System.Net;
using System.Text;

namespace UpCoach.MockUpCoach.Tests;

[Trait("kind", "server")]
public sealed class ProblemTests(ApiFixture api)
{
    [Theory]
    [InlineData("GET", "/nowhere", HttpStatusCode.NotFound)]
    [InlineData("DELETE", "/api/v1/feed", HttpStatusCode.MethodNotAllowed)]
    [InlineData("GET", "/oauth/token", HttpStatusCode.MethodNotAllowed)]
    [InlineData("GET", "/api/v1/feed?limit=abc", HttpStatusCode.BadRequest)]
    [InlineData("GET", "/api/v1/habits/9223372036854775808/check-ins", HttpStatusCode.NotFound)]
    public async Task Request_Wrong_IsAProblem(string method, string path, HttpStatusCode status)
    {
        using var client = await SignIn.AsAsync(api.First, 30);
        using var response = await client.SendAsync(new HttpMethod(method), path);
        await response.ProblemAsync(status);
        Assert.Equal("upcoach-1", response.Headers.GetValues("X-Served-By").Single());
    }

    [Theory]
    [InlineData("/api/v1/feed?limit=0", "limit")]
    [InlineData("/api/v1/feed?limit=101", "limit")]
    [InlineData("/api/v1/feed?cursor=abc", "cursor")]
    [InlineData("/api/v1/feed?cursor=-1", "cursor")]
    [InlineData("/api/v1/feed?cursor=99999999999999999999", "cursor")]
    [InlineData("/api/v1/notifications?cursor=1%27%20OR%201=1", "cursor")]
    [InlineData("/api/v1/sync?since=%00", "since")]
    [InlineData("/api/v1/content?after=x", "after")]
    [InlineData("/api/v1/content?tag=%00", "tag")]
    [InlineData("/api/v1/content/search", "q")]
    [InlineData("/api/v1/content/search?q=", "q")]
    [InlineData("/api/v1/content/search?q=%00", "q")]
    public async Task Query_Invalid_NamesTheField(string path, string field)
    {
        using var client = await SignIn.AsAsync(api.First, 30);
        using var response = await client.SendAsync(HttpMethod.Get, path);
        var problem = await response.ProblemAsync(HttpStatusCode.BadRequest);
        Assert.Equal([field], problem.GetProperty("errors").EnumerateObject().Select(error => error.Name));
    }

    [Theory]
    [InlineData("""{"body":"b"}""", "title")]
    [InlineData("""{"title":"","body":"b"}""", "title")]
    [InlineData("""{"title":"t"}""", "body")]
    [InlineData("""{"title":"t\u0000","body":"b"}""", "title")]
    [InlineData("""{"title":"t","body":"b","tags":["Not A Tag"]}""", "tags")]
    [InlineData("""{"title":"t","body":"b","tags":["a","a"]}""", "tags")]
    [InlineData("""{"title":"t","body":"b","tags":[null]}""", "tags")]
    public async Task Body_Invalid_NamesTheField(string json, string field)
    {
        using var client = await SignIn.AsAsync(api.First, 30);
        using var response = await client.SendAsync(HttpMethod.Post, "/api/v1/content", json);
        var problem = await response.ProblemAsync(HttpStatusCode.BadRequest);
        Assert.Equal([field], problem.GetProperty("errors").EnumerateObject().Select(error => error.Name));
    }

    [Theory]
    [InlineData("""{"date":"1999-12-31"}""")]
    [InlineData("""{"date":"2100-01-01"}""")]
    [InlineData("""{"date":"2026-02-30"}""")]
    [InlineData("""{"note":"no date"}""")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{")]
    [InlineData("")]
    public async Task CheckIn_BadBody_IsBadRequest(string json)
    {
        using var client = await SignIn.AsAsync(api.First, 30);
        using var response = await client.SendAsync(HttpMethod.Post, "/api/v1/habits/30/check-ins", json);
        await response.ProblemAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Body_NotJson_IsUnsupportedMediaType()
    {
        using var client = await SignIn.AsAsync(api.First, 30);
        using var response = await client.SendAsync(HttpMethod.Post, "/api/v1/content", "title=x", "text/plain");
        await response.ProblemAsync(HttpStatusCode.UnsupportedMediaType);
    }

    [Fact]
    public async Task Body_TooLarge_IsRefused()
    {
        using var client = await SignIn.AsAsync(api.First, 30);
        var body = new StringBuilder("{\"title\":\"t\",\"body\":\"").Append('x', 300_000).Append("\"}").ToString();
        using var response = await client.SendAsync(HttpMethod.Post, "/api/v1/content", body);
        await response.ProblemAsync(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task Note_SqlMetacharacters_AreJustText()
    {
        using var client = await SignIn.AsAsync(api.First, 31);
        const string Note = "'); DROP TABLE check_ins; -- $1 \\ \" %s {0}";
        using var created = await client.SendAsync(HttpMethod.Post, "/api/v1/habits/31/check-ins", $$"""{"date":"2026-11-24","note":{{System.Text.Json.JsonSerializer.Serialize(Note)}}}""");
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        Assert.Equal(Note, (await client.ReadAsync($"/api/v1/habits/31/check-ins")).Items().First().GetProperty("note").GetString());
    }

    [Fact]
    public async Task OpenApi_Document_NamesEveryPath()
    {
        var document = await api.First.Client.ReadAsync($"/openapi/v1.json");
        var paths = document.GetProperty("paths").EnumerateObject().Select(path => path.Name).ToList();
        Assert.Contains("/api/v1/feed", paths);
        Assert.Contains("/api/v1/habits/{id}/check-ins", paths);
        Assert.Contains("/api/v1/content/{id}/versions/{version}", paths);
        Assert.Contains("/oauth/{realm}/authorize", paths);
    }
}
