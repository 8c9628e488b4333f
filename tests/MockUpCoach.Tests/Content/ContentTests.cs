using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace UpCoach.MockUpCoach.Tests.Content;

[Trait("kind", "server")]
public sealed class ContentTests(ApiFixture api)
{
    private const string Draft = """{"title":"A quiet hour","body":"Sit by the window and count breaths.","tags":["calm","morning-2"]}""";

    [Fact]
    public async Task List_Pages_HoldEveryItemOnce()
    {
        using var client = await SignIn.AsAsync(api.First, 21);
        var seen = await PageThroughAsync(client, "");
        Assert.Equal(seen.Distinct().OrderDescending(), seen);
        Assert.Equal(ApiFixture.ContentItems, seen.Count(id => id <= ApiFixture.ContentItems));
    }

    [Fact]
    public async Task List_Tag_HoldsItsItemsOnly()
    {
        using var client = await SignIn.AsAsync(api.First, 21);
        var count = (await client.ReadAsync($"/api/v1/content/tags")).Items().Single(tag => tag.GetProperty("tag").GetString() == "sleep").GetProperty("count").GetInt64();
        Assert.Equal(count, (await PageThroughAsync(client, "&tag=sleep")).Count);
        var page = await client.ReadAsync($"/api/v1/content?tag=sleep");
        Assert.All(page.Items(), item =>
        {
            item.HasExactly("id", "title", "summary", "tags", "version", "updatedAt");
            Assert.Contains("sleep", item.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()));
        });
    }

    [Fact]
    public async Task Get_Item_HasShapeAndEntityTag()
    {
        using var client = await SignIn.AsAsync(api.First, 21);
        using var response = await client.SendAsync(HttpMethod.Get, "/api/v1/content/1");
        (await response.JsonAsync()).HasExactly("id", "title", "body", "tags", "version", "authorId", "updatedAt", "status");
        Assert.Equal("\"1\"", response.Headers.ETag!.Tag);
        client.DefaultRequestHeaders.IfNoneMatch.Add(response.Headers.ETag);
        using var unchanged = await client.SendAsync(HttpMethod.Get, "/api/v1/content/1");
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
    }

    [Theory]
    [InlineData("/api/v1/content/99999999")]
    [InlineData("/api/v1/content/0")]
    [InlineData("/api/v1/content/-1")]
    [InlineData("/api/v1/content/99999999999999999999")]
    [InlineData("/api/v1/content/1/versions/2000000000")]
    [InlineData("/api/v1/content/99999999/versions")]
    public async Task Get_Unknown_IsNotFound(string path)
    {
        using var client = await SignIn.AsAsync(api.First, 21);
        using var response = await client.SendAsync(HttpMethod.Get, path);
        await response.ProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Create_Item_IsReadSearchedAndListed()
    {
        using var client = await SignIn.AsAsync(api.First, 22);
        using var created = await client.SendAsync(HttpMethod.Post, "/api/v1/content", """{"title":"Xylophone drills","body":"Practise the zugzwang gently.","tags":["rare-tag"]}""");
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        var item = await created.JsonAsync();
        Assert.Equal(1, item.GetProperty("version").GetInt32());
        Assert.Equal(22, item.GetProperty("authorId").GetInt64());
        using var read = await client.SendAsync(HttpMethod.Get, created.Headers.Location!.OriginalString);
        Assert.Equal(item.ToString(), (await read.JsonAsync()).ToString());

        var hit = Assert.Single((await client.ReadAsync($"/api/v1/content/search?q=zugzwang")).Items());
        hit.HasExactly("id", "title", "snippet", "rank");
        Assert.Equal(item.Id(), hit.Id());
        Assert.Contains("<b>zugzwang</b>", hit.GetProperty("snippet").GetString(), StringComparison.Ordinal);
        Assert.Equal(item.Id(), (await client.ReadAsync($"/api/v1/content")).Items().First().Id());
        Assert.Contains((await client.ReadAsync($"/api/v1/content/tags")).Items(), tag => tag.GetProperty("tag").GetString() == "rare-tag");
    }

    [Fact]
    public async Task Update_Twice_KeepsEveryVersion()
    {
        using var client = await SignIn.AsAsync(api.First, 23);
        var id = await CreateAsync(client);
        for (var n = 2; n <= 3; n++)
        {
            using var updated = await client.SendAsync(HttpMethod.Put, $"/api/v1/content/{id}", $$"""{"title":"Title {{n}}","body":"Body {{n}}","tags":[]}""");
            Assert.Equal(HttpStatusCode.OK, updated.StatusCode);
            Assert.Equal(n, (await updated.JsonAsync()).GetProperty("version").GetInt32());
        }

        Assert.Equal("Body 3", (await client.ReadAsync($"/api/v1/content/{id}")).GetProperty("body").GetString());
        var versions = (await client.ReadAsync($"/api/v1/content/{id}/versions")).Items().ToList();
        Assert.Equal([3, 2, 1], versions.Select(version => version.GetProperty("version").GetInt32()));
        Assert.All(versions, version => version.HasExactly("version", "title", "updatedAt", "authorId"));
        var first = await client.ReadAsync($"/api/v1/content/{id}/versions/1");
        Assert.Equal("A quiet hour", first.GetProperty("title").GetString());
        Assert.Equal(["calm", "morning-2"], first.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()));
    }

    [Theory]
    [InlineData("\"1\"", HttpStatusCode.OK)]
    [InlineData("*", HttpStatusCode.OK)]
    [InlineData("\"7\", \"1\"", HttpStatusCode.OK)]
    [InlineData("\"7\"", HttpStatusCode.PreconditionFailed)]
    [InlineData("W/\"1\"", HttpStatusCode.PreconditionFailed)]
    [InlineData("nonsense", HttpStatusCode.PreconditionFailed)]
    public async Task Update_IfMatch_IsObeyed(string ifMatch, HttpStatusCode status)
    {
        using var client = await SignIn.AsAsync(api.First, 23);
        var id = await CreateAsync(client);
        client.DefaultRequestHeaders.TryAddWithoutValidation("If-Match", ifMatch);
        using var response = await client.SendAsync(HttpMethod.Put, $"/api/v1/content/{id}", Draft);
        if (status == HttpStatusCode.OK)
            Assert.Equal(status, response.StatusCode);
        else
            await response.ProblemAsync(status);
    }

    [Fact]
    public async Task Update_SameVersionAtOnce_WinsOnce()
    {
        using var client = await SignIn.AsAsync(api.First, 24);
        var id = await CreateAsync(client);
        client.DefaultRequestHeaders.IfMatch.Add(new EntityTagHeaderValue("\"1\""));
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => client.SendAsync(HttpMethod.Put, $"/api/v1/content/{id}", Draft)));
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
    }

    [Fact]
    public async Task Update_Unknown_IsNotFound()
    {
        using var client = await SignIn.AsAsync(api.First, 24);
        using var response = await client.SendAsync(HttpMethod.Put, "/api/v1/content/99999999", Draft);
        await response.ProblemAsync(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("morning", true)]
    [InlineData("the", false)]
    [InlineData("morning -morning", false)]
    [InlineData("'; DROP TABLE users; --", false)]
    [InlineData("\"unbalanced & | ! :* <->", false)]
    public async Task Search_AnyText_IsAnswered(string text, bool found)
    {
        using var client = await SignIn.AsAsync(api.First, 25);
        var items = (await client.ReadAsync($"/api/v1/content/search?q={Uri.EscapeDataString(text)}&limit=5")).Items().ToList();
        Assert.Equal(found, items.Count > 0);
        Assert.Equal(items.OrderByDescending(item => item.GetProperty("rank").GetDouble()).Select(item => item.Id()), items.Select(item => item.Id()));
    }

    private static async Task<long> CreateAsync(HttpClient client)
    {
        using var created = await client.SendAsync(HttpMethod.Post, "/api/v1/content", Draft);
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        return (await created.JsonAsync()).Id();
    }

    private static async Task<List<long>> PageThroughAsync(HttpClient client, string filter)
    {
        var seen = new List<long>();
        JsonElement page;
        string? after = null;
        do
        {
            page = await client.ReadAsync($"/api/v1/content?limit=17&after={after}{filter}");
            seen.AddRange(page.Items().Select(item => item.Id()));
            after = page.GetProperty("next").GetString();
        }
        while (after is not null);
        return seen;
    }
}
