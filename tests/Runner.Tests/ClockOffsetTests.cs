using Microsoft.Extensions.Time.Testing;
using UpCoach.LoadRunners.Runner.Agents;

namespace UpCoach.Runner.Tests;

public sealed class ClockOffsetTests
{
    [Fact]
    public async Task Offset_AgentAheadByAnHour_IsFoundWithinTheRoundTrip()
    {
        // Not the machine's clock: somebody may set that meanwhile.
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 11, 15, 0, TimeSpan.Zero));
        var (reading, cores) = await ClockOffset.EstimateAsync(
            _ =>
            {
                clock.Advance(TimeSpan.FromMilliseconds(3));
                var reply = new ClockReply((clock.GetUtcNow() + TimeSpan.FromHours(1)).UtcTicks, 4);
                clock.Advance(TimeSpan.FromMilliseconds(1));
                return Task.FromResult(reply);
            },
            clock, TestContext.Current.CancellationToken);
        Assert.Equal(4, cores);
        Assert.InRange(reading.Offset - TimeSpan.FromHours(1), -reading.Error, reading.Error);
    }

    [Fact]
    public async Task Error_OfTheOffset_IsHalfTheShortestRoundTrip()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 11, 15, 0, TimeSpan.Zero));
        var trips = new Queue<int>([80, 40, 10, 60, 90, 90, 90, 90, 90]);
        var (reading, _) = await ClockOffset.EstimateAsync(
            _ =>
            {
                var trip = TimeSpan.FromMilliseconds(trips.Dequeue());
                clock.Advance(trip * 0.9); // the way there is slower than the way back
                var reply = new ClockReply(clock.GetUtcNow().UtcTicks, 1);
                clock.Advance(trip * 0.1);
                return Task.FromResult(reply);
            },
            clock, TestContext.Current.CancellationToken);
        Assert.Equal(5, reading.Error.TotalMilliseconds, 0.001);
        Assert.InRange(Math.Abs(reading.Offset.TotalMilliseconds), 0, reading.Error.TotalMilliseconds);
    }
}
