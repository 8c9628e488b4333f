using Microsoft.Extensions.Time.Testing;
using UpCoach.Hosting.Running;

namespace UpCoach.Hosting.Tests.Running;

public sealed class StartQueueTests
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(1.5);

    private readonly FakeTimeProvider time = new();

    [Fact]
    public async Task Enter_PlacesTaken_LongestChainGoesNext()
    {
        var queue = new StartQueue(1, Lease, time);
        var first = await EnterAsync(queue, 0);
        var (short1, longest, short2) = (EnterAsync(queue, 1), EnterAsync(queue, 3), EnterAsync(queue, 1));
        first.Dispose();
        (await longest).Dispose();
        Assert.False(short2.IsCompleted);
        (await short1).Dispose();
        (await short2).Dispose();
    }

    [Fact]
    public async Task Enter_HolderKeepsItsPlaceTooLong_TheNextGoesAhead()
    {
        var queue = new StartQueue(1, Lease, time);
        using var slow = await EnterAsync(queue, 0);
        var next = EnterAsync(queue, 0);
        time.Advance(Lease - TimeSpan.FromMilliseconds(1));
        Assert.False(next.IsCompleted);
        time.Advance(TimeSpan.FromMilliseconds(1));
        (await next).Dispose();
    }

    [Fact]
    public async Task Dispose_AfterTheLeaseIsOver_GivesNoSecondPlace()
    {
        var queue = new StartQueue(1, Lease, time);
        var slow = await EnterAsync(queue, 0);
        time.Advance(Lease);
        slow.Dispose();
        using var second = await EnterAsync(queue, 0);
        Assert.False(EnterAsync(queue, 0).IsCompleted);
    }

    [Fact]
    public async Task Enter_CancelledWhileWaiting_LeavesItsTurnToOthers()
    {
        var queue = new StartQueue(1, Lease, time);
        var first = await EnterAsync(queue, 0);
        using var cancellation = new CancellationTokenSource();
        var cancelled = queue.EnterAsync(5, cancellation.Token);
        var other = EnterAsync(queue, 0);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        first.Dispose();
        (await other).Dispose();
    }

    private static Task<IDisposable> EnterAsync(StartQueue queue, int followers) => queue.EnterAsync(followers, TestContext.Current.CancellationToken);
}
