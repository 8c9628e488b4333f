using UpCoach.LoadRunners.Protocols.Delivery;
using UpCoach.LoadRunners.Protocols.ServerSentEvents;

namespace UpCoach.Realtime.Tests;

/// <summary>An event stream of the load engine, which resumes by <c>Last-Event-ID</c>.</summary>
internal sealed class StreamFollower : Follower
{
    public const string Path = "/api/v1/realtime/analytics/stream";

    private readonly EventStreamTransport transport = new();
    private EventStreamSession? stream;

    public Person? Person { get; private set; }

    public override async ValueTask DisposeAsync()
    {
        if (stream is not null)
            await stream.DisposeAsync();
        transport.Dispose();
    }

    protected override async Task ConnectAsync(Uri edge, CancellationToken stop)
    {
        Person = await Person.SignInAsync(edge, stop);
        stream = new EventStreamSession(Person.User, transport, new EventStreamOptions
        {
            Path = Path, Name = "analytics", BearerToken = Person.Token, Reader = new JsonMessageReader(sentAt: "sentAt"), ConnectTimeout = TimeSpan.FromSeconds(60),
        });
        Assert.True(await stream.ConnectAsync(stop), stream.Error);
        Assert.True(await stream.ReceiveAsync(stop) is not null, stream.Error);
    }

    // By the server's stamp: what still waits on the way says nothing about the time after a replica's death.
    protected override async Task ReceiveAsync(int round, CancellationToken stop)
    {
        var until = (TimeProvider.System.GetUtcNow().AddSeconds(3) - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        while (await stream!.ReceiveAsync(stop) is { } one)
        {
            if (one.Stamp!.Value.SentAtMicroseconds > until)
                return;
        }

        Assert.Fail($"The stream ended: {stream.Error}");
    }
}
