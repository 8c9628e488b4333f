using System.Net;

namespace UpCoach.MockUpCoach.Tests.Content;

[Trait("kind", "server")]
public sealed class DraftTests(ApiFixture api)
{
    [Fact]
    public async Task Draft_BeforePublishing_IsSeenByItsAuthorAlone()
    {
        using var author = await SignIn.AsAsync(api.First, 26);
        using var reader = await SignIn.AsAsync(api.Second, 27);
        var id = await CreateAsync(author, """{"title":"Quokka notes","body":"A quokkaword for nobody yet.","tags":["quokka-tag"],"status":"draft"}""");
        Assert.Equal("draft", (await author.ReadAsync($"/api/v1/content/{id}")).GetProperty("status").GetString());
        Assert.Contains(id, (await author.ReadAsync($"/api/v1/content?status=draft")).Items().Select(item => item.Id()));
        Assert.DoesNotContain(id, (await author.ReadAsync($"/api/v1/content")).Items().Select(item => item.Id()));
        foreach (var client in new[] { author, reader })
        {
            Assert.Empty((await client.ReadAsync($"/api/v1/content/search?q=quokkaword")).Items());
            Assert.Empty((await client.ReadAsync($"/api/v1/content?tag=quokka-tag")).Items());
            Assert.DoesNotContain((await client.ReadAsync($"/api/v1/content/tags")).Items(), tag => tag.GetProperty("tag").GetString() == "quokka-tag");
        }

        Assert.Empty((await reader.ReadAsync($"/api/v1/content?status=draft")).Items());
        var refused = new (string Method, string Path, string? Body)[]
        {
            ("GET", "", null), ("GET", "/versions", null), ("GET", "/versions/1", null), ("GET", "/attachments", null), ("GET", "/versions/1/diff/1", null),
            ("POST", "/publish", null), ("POST", "/versions/1/restore", null), ("PUT", "", """{"title":"mine","body":"now"}"""),
        };
        foreach (var (method, path, body) in refused)
        {
            using var response = await reader.SendAsync(new HttpMethod(method), $"/api/v1/content/{id}{path}", body);
            await response.ProblemAsync(HttpStatusCode.NotFound);
        }
    }

    [Fact]
    public async Task Publish_Draft_ShowsItToEverybody()
    {
        using var author = await SignIn.AsAsync(api.First, 26);
        using var reader = await SignIn.AsAsync(api.Second, 27);
        var id = await CreateAsync(author, """{"title":"Wombat notes","body":"A wombatword for all.","tags":["wombat-tag"],"status":"draft"}""");

        // Both replicas of the API have kept the draft before it is published.
        await author.ReadAsync($"/api/v1/content/{id}");
        (await reader.SendAsync(HttpMethod.Get, $"/api/v1/content/{id}")).Dispose();
        using var published = await author.SendAsync(HttpMethod.Post, $"/api/v1/content/{id}/publish");
        Assert.Equal("published", (await published.JsonAsync()).GetProperty("status").GetString());
        Assert.Equal(1, (await published.JsonAsync()).GetProperty("version").GetInt32());
        Assert.Equal(id, (await reader.ReadAsync($"/api/v1/content/{id}")).Id());
        Assert.Equal(id, Assert.Single((await author.ReadAsync($"/api/v1/content/search?q=wombatword")).Items()).Id());
        Assert.Single((await author.ReadAsync($"/api/v1/content/tags")).Items(), tag => tag.GetProperty("tag").GetString() == "wombat-tag");
        using var again = await author.SendAsync(HttpMethod.Post, $"/api/v1/content/{id}/publish");
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
    }

    [Fact]
    public async Task Difference_TwoVersions_IsHunks()
    {
        using var client = await SignIn.AsAsync(api.First, 26);
        var id = await CreateAsync(client, """{"title":"Old","body":"one\ntwo\nthree\nfour\nfive","tags":["a","b"]}""");
        using var updated = await client.SendAsync(HttpMethod.Put, $"/api/v1/content/{id}", """{"title":"New","body":"one\ntwo\n3\nfour\nfive\nsix","tags":["b","c"]}""");
        var difference = await client.ReadAsync($"/api/v1/content/{id}/versions/1/diff/2?context=1");
        Assert.Equal(("Old", "New"), (difference.GetProperty("title").GetProperty("before").GetString(), difference.GetProperty("title").GetProperty("after").GetString()));
        Assert.Equal("c", difference.GetProperty("tagsAdded")[0].GetString());
        Assert.Equal("a", difference.GetProperty("tagsRemoved")[0].GetString());
        var hunk = Assert.Single(difference.GetProperty("hunks").EnumerateArray());
        Assert.Equal(["two", "-three", "+3", "four", "five", "+six"], hunk.GetProperty("lines").EnumerateArray().Select(line => line.GetString()!.TrimStart(' ')));
        Assert.Empty((await client.ReadAsync($"/api/v1/content/{id}/versions/2/diff/2")).GetProperty("hunks").EnumerateArray());
        using var unknown = await client.SendAsync(HttpMethod.Get, $"/api/v1/content/{id}/versions/1/diff/3");
        await unknown.ProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Restore_OldVersion_IsANewVersion()
    {
        using var client = await SignIn.AsAsync(api.First, 26);
        var id = await CreateAsync(client, """{"title":"First","body":"as it was","tags":["a"]}""");
        (await client.SendAsync(HttpMethod.Put, $"/api/v1/content/{id}", """{"title":"Second","body":"as it is"}""")).Dispose();
        using var restored = await client.SendAsync(HttpMethod.Post, $"/api/v1/content/{id}/versions/1/restore");
        Assert.Equal("\"3\"", restored.Headers.ETag!.Tag);
        var item = await client.ReadAsync($"/api/v1/content/{id}");
        Assert.Equal(("First", "as it was", 3), (item.GetProperty("title").GetString(), item.GetProperty("body").GetString(), item.GetProperty("version").GetInt32()));
        Assert.Equal(3, (await client.ReadAsync($"/api/v1/content/{id}/versions")).Items().Count());
        using var unknown = await client.SendAsync(HttpMethod.Post, $"/api/v1/content/{id}/versions/9/restore");
        await unknown.ProblemAsync(HttpStatusCode.NotFound);
        client.DefaultRequestHeaders.TryAddWithoutValidation("If-Match", "\"2\"");
        using var late = await client.SendAsync(HttpMethod.Post, $"/api/v1/content/{id}/versions/1/restore");
        await late.ProblemAsync(HttpStatusCode.PreconditionFailed);
    }

    private static async Task<long> CreateAsync(HttpClient client, string draft)
    {
        using var created = await client.SendAsync(HttpMethod.Post, "/api/v1/content", draft);
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        return (await created.JsonAsync()).Id();
    }
}
