using System.Net;
using System.Text.Json;

namespace UpCoach.MockUpCoach.Tests.Mobile;

[Trait("kind", "server")]
public sealed class BatchTests(ApiFixture api)
{
    [Fact]
    public async Task Batch_OfReads_AnswersAsEachAlone()
    {
        using var client = await SignIn.AsAsync(api.First, 37);
        string[] paths = ["/api/v1/me", "/api/v1/feed?limit=3", "/api/v1/goals", "/api/v1/sessions/today", "/api/v1/content/1"];
        var responses = await SendAsync(client, [.. paths.Select((path, n) => $$"""{"id":"{{n}}","method":"GET","path":"{{path}}"}""")]);
        for (var n = 0; n < paths.Length; n++)
        {
            Assert.Equal(n.ToString(System.Globalization.CultureInfo.InvariantCulture), responses[n].GetProperty("id").GetString());
            Assert.Equal(200, responses[n].GetProperty("status").GetInt32());
            Assert.Equal((await client.ReadAsync($"{paths[n]}")).ToString(), responses[n].GetProperty("body").ToString());
        }

        Assert.Equal("\"1\"", responses[4].GetProperty("headers").GetProperty("ETag").GetString());
    }

    [Fact]
    public async Task Batch_WriteThenRead_SeesTheWrite()
    {
        using var client = await SignIn.AsAsync(api.First, 37);
        var habit = await MobileTests.FirstHabitAsync(client);
        var path = $"/api/v1/habits/{habit}/check-ins";
        var responses = await SendAsync(client,
            $$"""{"id":"a","method":"GET","path":"{{path}}?limit=1"}""",
            $$"""{"id":"b","method":"POST","path":"{{path}}","body":{"date":"2027-03-04","note":"in a batch"} }""",
            $$"""{"id":"c","method":"GET","path":"{{path}}?limit=1"}""");
        Assert.Equal([200, 201, 200], responses.Select(response => response.GetProperty("status").GetInt32()));
        Assert.NotEqual("2027-03-04", responses[0].GetProperty("body").Items().First().GetProperty("date").GetString());
        Assert.Equal("in a batch", responses[2].GetProperty("body").Items().Single().GetProperty("note").GetString());
        Assert.Equal(path, responses[1].GetProperty("headers").GetProperty("Location").GetString());
    }

    [Fact]
    public async Task Batch_PartsThatFail_AreProblemsOfTheirOwn()
    {
        using var client = await SignIn.AsAsync(api.First, 39);
        var responses = await SendAsync(client,
            """{"id":"unknown","method":"GET","path":"/api/v1/content/99999999"}""",
            """{"id":"invalid","method":"GET","path":"/api/v1/feed?limit=0"}""",
            """{"id":"nowhere","method":"GET","path":"/api/v1/nowhere"}""",
            """{"id":"method","method":"DELETE","path":"/api/v1/feed"}""",
            """{"id":"body","method":"POST","path":"/api/v1/content","body":[]}""",
            """{"id":"type","method":"POST","path":"/api/v1/content"}""",
            """{"id":"fine","method":"GET","path":"/api/v1/goals"}""");
        Assert.Equal([404, 400, 404, 405, 400, 400, 200], responses.Select(response => response.GetProperty("status").GetInt32()));
        Assert.All(responses[..^1], response =>
        {
            Assert.Equal("application/problem+json", response.GetProperty("headers").GetProperty("Content-Type").GetString()!.Split(';')[0]);
            Assert.Equal(response.GetProperty("status").GetInt32(), response.GetProperty("body").GetProperty("status").GetInt32());
        });
    }

    [Theory]
    [InlineData("/api/v1/batch")]
    [InlineData("/api/v1/BATCH?x=1")]
    [InlineData("/api/v1/ba%74ch")]
    [InlineData("/api/v1/goals/../batch")]
    [InlineData("/api/v1//batch")]
    [InlineData("/api/v1/files")]
    [InlineData("/api/v1/realtime/hub")]
    [InlineData("/oauth/token")]
    [InlineData("/metrics")]
    [InlineData("http://elsewhere.example/api/v1/goals")]
    public async Task Batch_PathOfAnotherKind_IsRefused(string path)
    {
        using var client = await SignIn.AsAsync(api.First, 39);
        using var response = await client.SendAsync(HttpMethod.Post, "/api/v1/batch", $$"""{"requests":[{"id":"1","method":"GET","path":"{{path}}"}]}""");
        await response.ProblemAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Batch_LimitsAndNames_AreChecked()
    {
        using var client = await SignIn.AsAsync(api.First, 39);
        var part = """{"id":"1","method":"GET","path":"/api/v1/goals"}""";
        foreach (var parts in new[] { "", "null", $"{part},{part}", string.Join(',', Enumerable.Range(0, 21).Select(n => part.Replace("\"1\"", $"\"{n}\"", StringComparison.Ordinal))) })
        {
            using var response = await client.SendAsync(HttpMethod.Post, "/api/v1/batch", $$"""{"requests":[{{parts}}]}""");
            await response.ProblemAsync(HttpStatusCode.BadRequest);
        }
    }

    [Fact]
    public async Task Batch_HeadersOfAPart_CannotChangeWhoAsks()
    {
        using var client = await SignIn.AsAsync(api.First, 39);
        var responses = await SendAsync(client, """{"id":"1","method":"GET","path":"/api/v1/me","headers":{"Authorization":"Bearer nonsense","Host":"elsewhere"}}""");
        Assert.Equal(39, responses[0].GetProperty("body").Id());
        using var unknown = await api.First.Client.SendAsync(HttpMethod.Post, "/api/v1/batch", """{"requests":[{"id":"1","method":"GET","path":"/api/v1/me"}]}""");
        await unknown.ProblemAsync(HttpStatusCode.Unauthorized);
    }

    private static async Task<List<JsonElement>> SendAsync(HttpClient client, params string[] parts)
    {
        using var response = await client.SendAsync(HttpMethod.Post, "/api/v1/batch", $$"""{"requests":[{{string.Join(',', parts)}}]}""");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return [.. (await response.JsonAsync()).GetProperty("responses").EnumerateArray()];
    }
}
