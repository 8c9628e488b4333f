using System.Net;

namespace UpCoach.MockUpCoach.Tests.Content;

[Trait("kind", "server")]
public sealed class SearchTests(ApiFixture api)
{
    [Theory]
    [InlineData("morn")]
    [InlineData("morni")]
    [InlineData("MORNIN")]
    [InlineData("morning")]
    public async Task Prefix_OfASeededWord_FindsIt(string beginning)
    {
        using var client = await SignIn.AsAsync(api.First, 28);
        var hits = (await client.ReadAsync($"/api/v1/content/search?q={beginning}&prefix=true")).Items().ToList();
        Assert.Equal(20, hits.Count);
        Assert.Contains(hits, hit => hit.GetProperty("snippet").GetString()!.Contains("<b>morning</b>", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Prefix_OfANewWord_FindsItAfterItIsWritten()
    {
        using var client = await SignIn.AsAsync(api.First, 28);
        Assert.Empty((await client.ReadAsync($"/api/v1/content/search?q=zephyrol&prefix=true")).Items());
        using var created = await client.SendAsync(HttpMethod.Post, "/api/v1/content", """{"title":"Wind","body":"All about zephyrology and more."}""");
        var id = (await created.JsonAsync()).Id();
        Assert.Equal(id, Assert.Single((await client.ReadAsync($"/api/v1/content/search?q=zephyrol&prefix=true")).Items()).Id());
        Assert.Equal(id, Assert.Single((await client.ReadAsync($"/api/v1/content/search?q=wind%20zeph&prefix=true")).Items()).Id());
        Assert.Empty((await client.ReadAsync($"/api/v1/content/search?q=calm%20zeph&prefix=true")).Items());
        Assert.Empty((await client.ReadAsync($"/api/v1/content/search?q=zephyrol")).Items());
    }

    [Theory]
    [InlineData("the")]
    [InlineData("%")]
    [InlineData("a_b")]
    [InlineData("it's ")]
    [InlineData("\"quiet ho")]
    [InlineData("-morn")]
    [InlineData("' | '")]
    [InlineData("ünïcödé")]
    public async Task Prefix_AnyText_IsAnswered(string text)
    {
        using var client = await SignIn.AsAsync(api.First, 28);
        using var response = await client.SendAsync(HttpMethod.Get, $"/api/v1/content/search?q={Uri.EscapeDataString(text)}&prefix=true");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Rank_WordInTheTitle_ComesFirst()
    {
        using var client = await SignIn.AsAsync(api.First, 29);
        (await client.SendAsync(HttpMethod.Post, "/api/v1/content", """{"title":"Xenolith","body":"A stone."}""")).Dispose();
        (await client.SendAsync(HttpMethod.Post, "/api/v1/content", """{"title":"A stone","body":"Some say xenolith."}""")).Dispose();
        var hits = (await client.ReadAsync($"/api/v1/content/search?q=xenolith")).Items().ToList();
        Assert.Equal(["Xenolith", "A stone"], hits.Select(hit => hit.GetProperty("title").GetString()));
        Assert.True(hits[0].GetProperty("rank").GetDouble() > hits[1].GetProperty("rank").GetDouble());
    }

    [Fact]
    public async Task Snippet_HtmlInTheBody_IsEscaped()
    {
        using var client = await SignIn.AsAsync(api.First, 29);
        (await client.SendAsync(HttpMethod.Post, "/api/v1/content", """{"title":"Markup","body":"<script>alert(1)</script> & a vorpalword <b onclick=x>here</b>"}""")).Dispose();
        var snippet = Assert.Single((await client.ReadAsync($"/api/v1/content/search?q=vorpalword")).Items()).GetProperty("snippet").GetString()!;
        Assert.Contains("<b>vorpalword</b>", snippet, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", snippet, StringComparison.Ordinal);
        Assert.DoesNotContain("<b onclick", snippet, StringComparison.Ordinal);
    }
}
