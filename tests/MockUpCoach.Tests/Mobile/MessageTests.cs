using System.Net;
using System.Text.Json;

namespace UpCoach.MockUpCoach.Tests.Mobile;

[Trait("kind", "server")]
public sealed class MessageTests(ApiFixture api)
{
    [Fact]
    public async Task Conversation_Pages_HoldEveryMessageOnceNewestFirst()
    {
        using var client = await SignIn.AsAsync(api.First, 32);
        var first = await client.ReadAsync($"/api/v1/messages?with=coach&limit=2");
        var second = await client.ReadAsync($"/api/v1/messages?with=coach&limit=2&cursor={first.GetProperty("nextCursor").GetString()}");
        Assert.Equal(JsonValueKind.Null, second.GetProperty("nextCursor").ValueKind);
        var all = first.Items().Concat(second.Items()).ToList();
        Assert.All(all, message => message.HasExactly("id", "from", "text", "sentAt", "read"));
        Assert.Equal(["coach", "user", "coach"], all.Select(message => message.GetProperty("from").GetString()));
        Assert.Equal([false, true, true], all.Select(message => message.GetProperty("read").GetBoolean()));
    }

    [Fact]
    public async Task Message_SentTwiceAndAtOnce_IsOneMessage()
    {
        using var first = await SignIn.AsAsync(api.First, 33);
        using var second = SignIn.SameUser(first, api.Second);
        var before = (await first.ReadAsync($"/api/v1/messages")).Items().Count();
        var body = $$"""{"id":"{{Guid.NewGuid()}}","text":"Tomorrow at nine?","with":"coach"}""";
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => (n % 2 == 0 ? first : second).SendAsync(HttpMethod.Post, "/api/v1/messages", body)));
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        Assert.Equal(7, answers.Count(answer => answer.StatusCode == HttpStatusCode.OK));
        var messages = (await second.ReadAsync($"/api/v1/messages")).Items().ToList();
        Assert.Equal(before + 1, messages.Count);
        Assert.Equal("Tomorrow at nine?", messages[0].GetProperty("text").GetString());
    }

    [Fact]
    public async Task Message_IdOfAnother_IsAConflict()
    {
        using var client = await SignIn.AsAsync(api.First, 34);
        var id = Guid.NewGuid();
        (await client.SendAsync(HttpMethod.Post, "/api/v1/messages", $$"""{"id":"{{id}}","text":"one"}""")).Dispose();
        using var response = await client.SendAsync(HttpMethod.Post, "/api/v1/messages", $$"""{"id":"{{id}}","text":"two"}""");
        await response.ProblemAsync(HttpStatusCode.Conflict);

        // Ids are the sender's own: another user may have the same.
        using var other = await SignIn.AsAsync(api.First, 35);
        using var theirs = await other.SendAsync(HttpMethod.Post, "/api/v1/messages", $$"""{"id":"{{id}}","text":"two"}""");
        Assert.Equal(HttpStatusCode.Created, theirs.StatusCode);
    }

    [Fact]
    public async Task Receipt_MarksTheCoachsMessages()
    {
        using var client = await SignIn.AsAsync(api.First, 36);
        var newest = (await client.ReadAsync($"/api/v1/messages")).Items().First();
        using var receipt = await client.SendAsync(HttpMethod.Post, "/api/v1/messages/read", $$"""{"upTo":"{{newest.GetProperty("id").GetString()}}"}""");
        Assert.Equal(HttpStatusCode.NoContent, receipt.StatusCode);
        Assert.True((await client.ReadAsync($"/api/v1/messages")).Items().First().GetProperty("read").GetBoolean());
    }

    [Theory]
    [InlineData("""{"text":"no id"}""")]
    [InlineData("""{"id":"nonsense","text":"t"}""")]
    [InlineData("""{"id":"0b5f7d1e-0000-4000-8000-000000000000","text":""}""")]
    [InlineData("""{"id":"0b5f7d1e-0000-4000-8000-000000000000","text":"t","with":"stranger"}""")]
    public async Task Message_Invalid_IsBadRequest(string json)
    {
        using var client = await SignIn.AsAsync(api.First, 36);
        using var response = await client.SendAsync(HttpMethod.Post, "/api/v1/messages", json);
        await response.ProblemAsync(HttpStatusCode.BadRequest);
    }
}
