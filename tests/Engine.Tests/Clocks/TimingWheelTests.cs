using System.Collections.Concurrent;
using UpCoach.LoadRunners.Engine.Clocks;

namespace UpCoach.Engine.Tests.Clocks;

public sealed class TimingWheelTests
{
    private static readonly TimeProvider s_clock = TimeProvider.System;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Waits_OfAllLengths_NoneEndsEarly()
    {
        int[] lengths = [0, 1, 2, 3, 50, 51, 400, 1023, 1024, 1025, 1500]; // milliseconds; a turn of the wheel is 1,024

        var early = await Task.WhenAll(lengths.SelectMany(length => Enumerable.Range(0, 20).Select(async user =>
        {
            var due = After(length + (user * 0.05));
            await Wait(user, due, Token);
            return due - s_clock.GetTimestamp();
        })));

        Assert.All(early, left => Assert.True(left <= 0));
    }

    [Fact]
    public async Task Waits_ApartByMilliseconds_EndInTheOrderOfTheirMoments() => Assert.Equal([0, 1, 2, 3, 4], await EndsOfAsync([3, 1, 4, 0, 2]));

    [Fact]
    public async Task Wait_ShorterThanTheOneSleptFor_IsNotHeldUpByIt()
    {
        var wheel = TimingWheel.Of(0);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var longer = new WheelWait(wheel).TryUntil(After(3_600_000), stop.Token)!.Value.AsTask();
        await Wait(0, After(30), Token); // by now the wheel sleeps for the long one

        await new WheelWait(wheel).TryUntil(After(10), Token)!.Value.AsTask().WaitAsync(TimeSpan.FromSeconds(60), Token);

        Assert.False(longer.IsCompleted);
        await stop.CancelAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(() => longer);
    }

    [Fact]
    public async Task SameWait_UsedAgain_WaitsAgain()
    {
        var wait = new WheelWait(TimingWheel.Of(1));
        for (var round = 0; round < 50; round++)
        {
            var due = After(1);
            await wait.TryUntil(due, Token)!.Value;
            Assert.True(s_clock.GetTimestamp() >= due);
        }
    }

    [Fact]
    public async Task SameWait_WhileItWaits_IsRefused()
    {
        var wait = new WheelWait(TimingWheel.Of(0));
        var first = wait.TryUntil(After(50), Token)!.Value;

        Assert.Null(wait.TryUntil(After(1), Token));

        await first;
        await wait.TryUntil(After(1), Token)!.Value;
    }

    [Fact]
    public async Task CancelledWait_ThrowsAtOnce_AndMayBeUsedAgain()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var wait = new WheelWait(TimingWheel.Of(0));
        var waiting = wait.TryUntil(After(3_600_000), stop.Token)!.Value.AsTask();

        await stop.CancelAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(() => waiting.WaitAsync(TimeSpan.FromSeconds(60), Token));
        await Assert.ThrowsAsync<OperationCanceledException>(() => wait.TryUntil(After(3_600_000), stop.Token)!.Value.AsTask().WaitAsync(TimeSpan.FromSeconds(60), Token));
        await wait.TryUntil(After(1), Token)!.Value;
    }

    [Fact]
    public async Task CancellationsBesideEnds_EveryWaitIsOverOnce()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 2000).Select(async user =>
        {
            using var stop = new CancellationTokenSource();
            var waiting = new WheelWait(TimingWheel.Of(user)).TryUntil(After(5 + (user % 7)), stop.Token)!.Value.AsTask();
            var cancelling = Wait(user + 1, After(5 + (user % 5)), Token).ContinueWith(_ => stop.Cancel(), TaskScheduler.Default);
            await waiting.ContinueWith(static _ => { }, TaskScheduler.Default);
            await cancelling;
            return waiting.Status;
        }));

        Assert.All(outcomes, outcome => Assert.True(outcome is TaskStatus.RanToCompletion or TaskStatus.Canceled));
    }

    private static async Task<IEnumerable<int>> EndsOfAsync(int[] places)
    {
        // Goes on on the wheel's own thread, which so takes none of the waits out before all are in. (What is over before it is awaited changes no thread.)
        var wheel = TimingWheel.Of(0);
        while (Thread.CurrentThread.Name != "thinking 0") await new WheelWait(wheel).TryUntil(After(5), Token)!.Value.ConfigureAwait(false);

        var ended = new ConcurrentQueue<int>();
        var start = After(20);
        await Task.WhenAll(places.Select(async place =>
        {
            await new WheelWait(wheel).TryUntil(start + (place * 5 * s_clock.TimestampFrequency / 1000), Token)!.Value.ConfigureAwait(false);
            ended.Enqueue(place);
        })).ConfigureAwait(false);
        return ended;
    }

    private static Task Wait(int user, long due, CancellationToken stop) => new WheelWait(TimingWheel.Of(user)).TryUntil(due, stop)!.Value.AsTask();

    private static long After(double milliseconds) => s_clock.GetTimestamp() + (long)(milliseconds * s_clock.TimestampFrequency / 1000);
}
