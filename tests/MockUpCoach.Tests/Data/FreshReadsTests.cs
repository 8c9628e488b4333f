using System.Net;
using UpCoach.MockUpCoach.Tests.Mobile;
using UpCoach.Testing;

namespace UpCoach.MockUpCoach.Tests.Data;

/// <summary>A user sees what he wrote, on every instance of the API, whatever replicas and caches hold.</summary>
[Trait("kind", "server")]
public sealed class FreshReadsTests(ApiFixture api)
{
    private const string Draft = """{"title":"Fresh","body":"As bread.","tags":["fresh"]}""";

    [Fact]
    public async Task CheckIn_ReplicaBehind_IsSeenEverywhere()
    {
        using var first = await SignIn.AsAsync(api.First, 32);
        using var second = SignIn.SameUser(first, api.Second);
        using var other = await SignIn.AsAsync(api.Second, 33);
        var habit = await MobileTests.FirstHabitAsync(first);
        await first.ReadAsync($"/api/v1/feed");
        await Eventually.TrueAsync(async () => await other.SourceAsync($"/api/v1/habits") == "replica", "the replica is read", TestContext.Current.CancellationToken);
        await api.Servers.PauseReplayAsync(TestContext.Current.CancellationToken);
        try
        {
            using var created = await first.SendAsync(HttpMethod.Post, $"/api/v1/habits/{habit}/check-ins", """{"date":"2026-12-01"}""");
            var id = (await created.JsonAsync()).Id();
            foreach (var client in new[] { first, second })
            {
                Assert.Equal(id, (await client.ReadAsync($"/api/v1/habits/{habit}/check-ins")).Items().First().Id());
                Assert.Equal("primary", await client.SourceAsync($"/api/v1/habits/{habit}/check-ins"));
                Assert.Equal("check-in", (await client.ReadAsync($"/api/v1/feed")).Items().First().GetProperty("kind").GetString());
            }

            // Who wrote nothing loses nothing.
            Assert.Equal("replica", await other.SourceAsync($"/api/v1/habits"));
        }
        finally
        {
            await api.Servers.ResumeReplayAsync(TestContext.Current.CancellationToken);
        }

        await Eventually.TrueAsync(async () => await second.SourceAsync($"/api/v1/habits/{habit}/check-ins") == "replica", "the replica is read again", TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Content_ReplicaBehind_CacheNeverTakesTheOldVersionBack()
    {
        using var author = await SignIn.AsAsync(api.First, 34);
        using var same = SignIn.SameUser(author, api.Second);
        using var reader = await SignIn.AsAsync(api.Second, 35);
        using var created = await author.SendAsync(HttpMethod.Post, "/api/v1/content", Draft);
        var id = (await created.JsonAsync()).Id();
        await reader.ReadAsync($"/api/v1/content/{id}");
        Assert.Equal("cache", await reader.SourceAsync($"/api/v1/content/{id}"));
        await api.Servers.PauseReplayAsync(TestContext.Current.CancellationToken);
        try
        {
            using var updated = await author.SendAsync(HttpMethod.Put, $"/api/v1/content/{id}", """{"title":"Fresher","body":"As bread.","tags":["fresher"]}""");
            Assert.Equal(HttpStatusCode.OK, updated.StatusCode);

            // The reader comes first: if he could fill the cache from the lagging replica, everyone would get the old version.
            foreach (var client in new[] { reader, author, same, reader })
                Assert.Equal("Fresher", (await client.ReadAsync($"/api/v1/content/{id}")).GetProperty("title").GetString());
            Assert.Equal("cache", await author.SourceAsync($"/api/v1/content/{id}"));
            Assert.Equal(id, (await same.ReadAsync($"/api/v1/content")).Items().First().Id());
            Assert.Contains((await same.ReadAsync($"/api/v1/content/tags")).Items(), tag => tag.GetProperty("tag").GetString() == "fresher");
            Assert.Equal(2, (await same.ReadAsync($"/api/v1/content/{id}/versions")).Items().Count());
        }
        finally
        {
            await api.Servers.ResumeReplayAsync(TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task SignIn_ReplicaBehind_IsKnownWithoutCache()
    {
        await api.Servers.PauseReplayAsync(TestContext.Current.CancellationToken);
        try
        {
            using var client = await SignIn.AsAsync(api.First, 36);
            await using var outage = await RedisOutage.BeginAsync(api);
            Assert.Equal(36, (await client.ReadAsync($"/api/v1/me")).Id());
        }
        finally
        {
            await api.Servers.ResumeReplayAsync(TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task Read_ReplicaDown_GoesOn()
    {
        using var client = await SignIn.AsAsync(api.First, 37);
        await api.Servers.StopReplicaAsync(TestContext.Current.CancellationToken);
        try
        {
            for (var n = 0; n < 20; n++)
                await client.ReadAsync($"/api/v1/habits");
            Assert.Equal("primary", await client.SourceAsync($"/api/v1/habits"));
        }
        finally
        {
            await api.Servers.StartReplicaAsync(TestContext.Current.CancellationToken);
        }

        await Eventually.TrueAsync(async () => await client.SourceAsync($"/api/v1/habits") == "replica", "the replica is read again", TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Write_RedisDown_IsSeenAndForgottenByNobody()
    {
        using var first = await SignIn.AsAsync(api.First, 38);
        using var second = SignIn.SameUser(first, api.Second);
        var habit = await MobileTests.FirstHabitAsync(first);
        await api.Servers.PauseReplayAsync(TestContext.Current.CancellationToken);
        try
        {
            await using var outage = await RedisOutage.BeginAsync(api);
            using var created = await first.SendAsync(HttpMethod.Post, $"/api/v1/habits/{habit}/check-ins", """{"date":"2026-12-02"}""");
            Assert.Equal(HttpStatusCode.Created, created.StatusCode);
            var id = (await created.JsonAsync()).Id();
            Assert.Equal(id, (await second.ReadAsync($"/api/v1/habits/{habit}/check-ins")).Items().First().Id());
            using var signIn = await SignIn.AuthorizeAsync(api.First.Client, "google", SignIn.AuthorizeQuery(38));
            await signIn.ProblemAsync(HttpStatusCode.ServiceUnavailable);

            // Redis comes back empty: it knows of no write, and the replica still lacks this one.
            await outage.EndAsync();
            Assert.Equal(id, (await second.ReadAsync($"/api/v1/habits/{habit}/check-ins")).Items().First().Id());
            Assert.Equal(id, (await first.ReadAsync($"/api/v1/habits/{habit}/check-ins")).Items().First().Id());
        }
        finally
        {
            await api.Servers.ResumeReplayAsync(TestContext.Current.CancellationToken);
        }
    }
}
