using System.Net;
using UpCoach.Testing;

namespace UpCoach.MockUpCoach.Tests.Hostile;

/// <summary>Clients that hold a connection by sending next to nothing ("slowloris").</summary>
[Trait("kind", "server")]
public sealed class SlowClientTests(ApiFixture api)
{
    private const int Holders = 200;

    private readonly CancellationToken stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Headers_ThatNeverEnd_AreCutOffWhileOthersAreServed()
    {
        await using var own = await api.StartAsync("upcoach-slow", null, "--UpCoach:Limits:HeaderPatience=00:00:02");
        var connections = await Task.WhenAll(Enumerable.Range(0, Holders).Select(_ => RawConnection.OpenAsync(own.Address, stop)));
        await Task.WhenAll(connections.Select(connection => connection.SendAsync("GET /api/v1/me HTTP/1.1\r\nHost: x\r\nX-a: ", stop)));
        using var health = await own.Client.GetAsync(new Uri("/health", UriKind.Relative), stop);
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);

        // A byte more now and then wins nothing: the time counts from the request's first byte.
        await Task.WhenAll(connections.Select(async connection =>
        {
            await connection.SendAsync("b", stop);
            Assert.Equal(408, await connection.ReadStatusAsync(stop));
            await connection.ReadToEndAsync(stop);
            connection.Dispose();
        }));
    }

    [Fact]
    public async Task Body_ThatNeverComes_IsCutOff()
    {
        await using var own = await api.StartAsync("upcoach-slow", null, "--UpCoach:Limits:BodyGrace=00:00:02");
        using var connection = await RawConnection.OpenAsync(own.Address, stop);
        await connection.SendAsync("POST /oauth/token HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\ngrant_type=", stop);
        Assert.Equal(408, await connection.ReadStatusAsync(stop));
        await connection.ReadToEndAsync(stop);
    }
}
