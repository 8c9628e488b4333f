using UpCoach.Testing;

namespace UpCoach.Realtime.Tests;

/// <summary>Sockets and streams through the edge, while replicas of the API are killed.</summary>
[Trait("kind", "server")]
public sealed class ThroughTheEdgeTests(Outage outage) : IClassFixture<Outage>
{
    [Fact]
    public void Socket_EachReplicaKilledInTurn_GetsEveryMessageOnce()
    {
        outage.Socket.CameThrough();
        Assert.True(outage.Socket.Person!.Sum("reconnects") >= 1);
        outage.Socket.Person.SawEachOnce();
    }

    [Fact]
    public void Stream_EachReplicaKilledInTurn_GetsEveryEventOnce()
    {
        outage.Stream.CameThrough();
        Assert.True(outage.Stream.Person!.Sum("reconnects") >= 1);
        outage.Stream.Person.SawEachOnce();
    }

    [Fact]
    public void BrowsersEventSource_EachReplicaKilledInTurn_ComesBackByItselfAndMissesNothing()
    {
        Assert.SkipWhen(outage.Browser.IsAbsent, Chromium.Remedy);
        outage.Browser.CameThrough();
        var ids = outage.Browser.Ids;
        Assert.Equal(Enumerable.Range(0, ids.Count).Select(n => ids[0] + n), ids);
        Assert.True(outage.Browser.Opens >= 2);
    }
}
