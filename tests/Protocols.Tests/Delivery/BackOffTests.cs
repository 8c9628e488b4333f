using Microsoft.Extensions.Time.Testing;
using UpCoach.LoadRunners.Protocols.Delivery;

namespace UpCoach.Protocols.Tests.Delivery;

public sealed class BackOffTests
{
    [Fact]
    public void Delay_WithoutJitter_DoublesUpToTheLimit()
    {
        var backOff = new BackOff { Jitter = 0 };

        Assert.Equal([100, 200, 400, 800, 1600, 3200, 5000, 5000], Enumerable.Range(0, 8).Select(n => backOff.Delay(n, new Random(1)).TotalMilliseconds));
    }

    [Fact]
    public void Delay_WithJitter_KeepsItsBounds()
    {
        var random = new Random(1);

        Assert.All(Enumerable.Range(0, 1000), _ => Assert.InRange(new BackOff().Delay(1, random).TotalMilliseconds, 100, 200));
    }

    [Fact]
    public void Uptime_WithOutages_IsTheShareConnected()
    {
        var time = new FakeTimeProvider();
        var meter = new UptimeMeter(time);
        Assert.Null(meter.Share());

        Assert.Null(meter.Connected());
        time.Advance(TimeSpan.FromSeconds(90));
        Assert.Equal(TimeSpan.FromSeconds(90), meter.Lost());
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(0.9, meter.Share()!.Value, 9);
        Assert.Equal(TimeSpan.FromSeconds(10), meter.Connected());
        time.Advance(TimeSpan.FromSeconds(100));

        Assert.Equal(0.95, meter.Share()!.Value, 9);
    }
}
