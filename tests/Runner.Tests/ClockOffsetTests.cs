using Microsoft.Extensions.Time.Testing;
using UpCoach.LoadRunners.Runner.Agents;

namespace UpCoach.Runner.Tests;

public sealed class ClockOffsetTests
{
    [Fact]
    public async Task Offset_AgentAheadByAnHour_IsFoundWithinTheRoundTrip()
    {
        var clock = TimeProvider.System;
        var (reading, cores) = await ClockOffset.EstimateAsync(
            _ => Task.FromResult(new ClockReply((clock.GetUtcNow() + TimeSpan.FromHours(1)).UtcTicks, 4)), clock, TestContext.Current.CancellationToken);
        Assert.Equal(4, cores);
        var error = reading.Error + TimeSpan.FromMicroseconds(1); // the clock's own step
        Assert.InRange(reading.Offset - TimeSpan.FromHours(1), -error, error);
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
