using System.Net;
using Npgsql;

namespace UpCoach.MockUpCoach.Tests.Content;

[Trait("kind", "server")]
public sealed class AttachmentTests(ApiFixture api)
{
    [Fact]
    public async Task Attachment_OwnFile_IsListedUntilRemoved()
    {
        using var client = await SignIn.AsAsync(api.First, 8);
        var file = await AddFileAsync(owner: 8);
        using var article = await client.SendAsync(HttpMethod.Post, "/api/v1/content", """{"title":"With a file","body":"See below."}""");
        var path = $"/api/v1/content/{(await article.JsonAsync()).Id()}/attachments";
        Assert.Empty((await client.ReadAsync($"{path}")).Items());
        using var added = await client.SendAsync(HttpMethod.Post, path, $$"""{"fileId":"{{file}}"}""");
        Assert.Equal(HttpStatusCode.Created, added.StatusCode);
        (await added.JsonAsync()).HasExactly("fileId", "name", "mediaType", "size", "sha256", "addedAt");
        using var again = await client.SendAsync(HttpMethod.Post, path, $$"""{"fileId":"{{file}}"}""");
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);

        using var reader = await SignIn.AsAsync(api.Second, 9);
        Assert.Equal(file, (await client.ReadAsync($"{path}")).Items().Single().GetProperty("fileId").GetGuid());
        using var refused = await reader.SendAsync(HttpMethod.Delete, $"{path}/{file}");
        await refused.ProblemAsync(HttpStatusCode.NotFound);
        using var removed = await client.SendAsync(HttpMethod.Delete, $"{path}/{file}");
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        Assert.Empty((await client.ReadAsync($"{path}")).Items());
    }

    [Fact]
    public async Task Attachment_UnknownOrForeign_IsNotFound()
    {
        using var client = await SignIn.AsAsync(api.First, 8);
        var foreign = await AddFileAsync(owner: 9);
        foreach (var (id, file) in new[] { (1L, foreign), (1L, Guid.NewGuid()), (99_999_999L, await AddFileAsync(owner: 8)) })
        {
            using var response = await client.SendAsync(HttpMethod.Post, $"/api/v1/content/{id}/attachments", $$"""{"fileId":"{{file}}"}""");
            await response.ProblemAsync(HttpStatusCode.NotFound);
        }
    }

    private async Task<Guid> AddFileAsync(long owner)
    {
        var id = Guid.NewGuid();
        await using var source = NpgsqlDataSource.Create(api.Servers.PostgresConnectionString + ";Target Session Attributes=Primary");
        await using var command = source.CreateCommand(
            "/* tests.file */ INSERT INTO files (id, owner, name, media_type, size, sha256, is_public, created_at) VALUES ($1, $2, 'a.txt', 'text/plain', 3, sha256('abc'), false, now())");
        command.Parameters.Add(new() { Value = id });
        command.Parameters.Add(new() { Value = owner });
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        return id;
    }
}
