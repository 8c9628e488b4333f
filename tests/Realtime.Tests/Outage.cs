namespace UpCoach.Realtime.Tests;

/// <summary>The replicas are killed in turn, once, while all clients follow: whichever replica serves a client, it dies in one of the two rounds.</summary>
public sealed class Outage(Platform platform) : IAsyncLifetime
{
    internal SocketFollower Socket { get; } = new();

    internal StreamFollower Stream { get; } = new();

    internal BrowserFollower Browser { get; } = new();

    private Follower[] All => [Socket, Stream, Browser];

    public async ValueTask InitializeAsync()
    {
        var stop = TestContext.Current.CancellationToken;
        try
        {
            await Task.WhenAll(All.Select(client => client.BeginAsync(platform.Edge, stop)));
            await platform.KillReplicaAsync(0, stop);
            await Task.WhenAll(All.Select(client => client.GoOnAsync(round: 0, stop)));
            await platform.StartReplicaAsync(0);
            await platform.KillReplicaAsync(1, stop);
            await Task.WhenAll(All.Select(client => client.GoOnAsync(round: 1, stop)));
        }
        finally
        {
            // Here, because what a client counts is complete when it has ended.
            foreach (var client in All)
                await client.DisposeAsync();
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
