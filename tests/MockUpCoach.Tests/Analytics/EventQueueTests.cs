using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using UpCoach.MockUpCoach.Analytics;
using UpCoach.MockUpCoach.Analytics.Ingestion;

namespace UpCoach.MockUpCoach.Tests.Analytics;

public sealed class EventQueueTests : IDisposable
{
    private readonly ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly EventQueue queue;

    public EventQueueTests() =>
        queue = new EventQueue(Options.Create(new AnalyticsOptions { QueueCapacity = 3 }), new AnalyticsMetrics(services.GetRequiredService<IMeterFactory>()));

    [Fact]
    public void Reserve_MoreThanIsLeft_TakesNothing()
    {
        Assert.True(queue.TryReserve(2));
        Assert.False(queue.TryReserve(2));
        Assert.True(queue.TryReserve(1));
        Assert.False(queue.TryReserve(1));
    }

    [Fact]
    public void Place_OfATakenEvent_IsFreeOnlyAfterItsRelease()
    {
        Assert.True(queue.TryReserve(3));
        for (var n = 0; n < 3; n++)
            queue.Put(Happened(n));
        var batch = new List<UserEvent>();
        queue.TakeInto(batch, 2);
        Assert.Equal([0L, 1L], batch.Select(happened => happened.UserId));
        Assert.False(queue.TryReserve(1));
        queue.Release(2);
        Assert.True(queue.TryReserve(2));
    }

    [Fact]
    public async Task Complete_WithEventsInside_LetsThemOutAndEnds()
    {
        Assert.True(queue.TryReserve(2));
        queue.Put(Happened(7));
        queue.Complete();
        queue.Put(Happened(8));
        Assert.True(await queue.WaitAsync(TestContext.Current.CancellationToken));
        var batch = new List<UserEvent>();
        queue.TakeInto(batch, 10);
        Assert.Equal(7, Assert.Single(batch).UserId);
        Assert.False(await queue.WaitAsync(TestContext.Current.CancellationToken));
    }

    public void Dispose() => services.Dispose();

    private static UserEvent Happened(long userId) => new(Guid.Empty, userId, "test", DateTime.UnixEpoch, DateTime.UnixEpoch, null);
}
