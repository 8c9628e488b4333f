using System.Net;
using UpCoach.Testing;

namespace UpCoach.MockUpCoach.Tests;

/// <summary>A time without Redis. It ends at the latest with its test: the next one finds Redis back, empty, and in use.</summary>
internal sealed class RedisOutage : IAsyncDisposable
{
    private readonly ApiFixture api;
    private bool isOver;

    private RedisOutage(ApiFixture api) => this.api = api;

    public static async Task<RedisOutage> BeginAsync(ApiFixture api)
    {
        await api.Servers.StopRedisAsync(TestContext.Current.CancellationToken);
        return new RedisOutage(api);
    }

    /// <summary>Starts Redis and waits until both instances use it.</summary>
    public async Task EndAsync()
    {
        if (isOver)
            return;
        isOver = true;
        api.Servers.StartRedis();
        foreach (var instance in new[] { api.First, api.Second })
        {
            await Eventually.TrueAsync(async () =>
            {
                using var response = await SignIn.AuthorizeAsync(instance.Client, "google", SignIn.AuthorizeQuery(1));
                return response.StatusCode == HttpStatusCode.Redirect;
            }, "Redis is used again", TestContext.Current.CancellationToken);
        }
    }

    public async ValueTask DisposeAsync() => await EndAsync();
}
