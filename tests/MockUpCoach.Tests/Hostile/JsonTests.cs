using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace UpCoach.MockUpCoach.Tests.Hostile;

[Trait("kind", "server")]
public sealed class JsonTests(ApiFixture api)
{
    public static TheoryData<string, string> Bodies => new()
    {
        { "100,000 open brackets", new string('[', 100_000) },
        { "40 levels in a good field", $$"""{"title":"t","body":"b","tags":{{new string('[', 40)}}{{new string(']', 40)}}}""" },
        { "40 levels in an unknown field", $$"""{"title":"t","body":"b","x":{{new string('[', 40)}}{{new string(']', 40)}}}""" },
        { "a name twice", """{"title":"t","title":"u","body":"b"}""" },
        { "a name twice in other case", """{"title":"t","Title":"u","body":"b"}""" },
        { "a comment", """{"title":"t",/* */"body":"b"}""" },
        { "a comma too many", """{"title":"t","body":"b",}""" },
        { "a number for a text", """{"title":1,"body":"b"}""" },
        { "a number beyond all bounds", """{"title":1e999999999,"body":"b"}""" },
        { "half a surrogate pair", """{"title":"\ud800","body":"b"}""" },
        { "an unknown escape", """{"title":"\x41","body":"b"}""" },
        { "two documents", """{"title":"t","body":"b"}{"title":"t","body":"b"}""" },
        { "a byte order mark of another encoding", "\u00fe\u00ff{}" },
        { "bytes that are no UTF-8", "{\"title\":\"\u00c3\u0028\",\"body\":\"b\"}" },
        { "an overlong encoding", "{\"title\":\"\u00c0\u00af\",\"body\":\"b\"}" },
        { "an object for the list", """{"title":"t","body":"b","tags":{"length":1}}""" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task Body_Hostile_IsBadRequest(string what, string body)
    {
        Assert.NotEmpty(what);
        using var response = await PostAsync(Encoding.Latin1.GetBytes(body), encoding: null);
        await response.ProblemAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Body_Packed_IsNotUnpacked()
    {
        // Nothing here undoes a coding, so there is no bomb to go off.
        using var response = await PostAsync([0x1f, 0x8b, 0x08, 0, 0, 0, 0, 0, 0, 0xff], "gzip");
        Assert.InRange((int)response.StatusCode, 400, 499);
    }

    private async Task<HttpResponseMessage> PostAsync(byte[] body, string? encoding)
    {
        using var client = await SignIn.AsAsync(api.First, 32);
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (encoding is not null)
            content.Headers.ContentEncoding.Add(encoding);
        return await client.PostAsync(new Uri("/api/v1/content", UriKind.Relative), content, TestContext.Current.CancellationToken);
    }
}
