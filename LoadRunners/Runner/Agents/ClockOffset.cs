using UpCoach.LoadRunners.Runner.Runs;

namespace UpCoach.LoadRunners.Runner.Agents;

/// <summary>Estimates how far an agent's clock is from ours, as NTP does.</summary>
/// <remarks>
/// offset = theirs - (before + after) / 2, from the ping with the shortest round trip: its error is at most half that round trip.
/// </remarks>
internal static class ClockOffset
{
    private const int Pings = 9;

    /// <summary>Asks several times.</summary>
    /// <returns>Their clock against ours, and their number of processors.</returns>
    public static async Task<(ClockReading Clock, int Cores)> EstimateAsync(
        Func<CancellationToken, Task<ClockReply>> ask, TimeProvider clock, CancellationToken stop)
    {
        var best = (RoundTrip: TimeSpan.MaxValue, Offset: TimeSpan.Zero, Cores: 0);
        for (var ping = 0; ping < Pings; ping++)
        {
            // In this order: were we held up between the two, the round trip and so the stated error would grow by it.
            var (stamp, before) = (clock.GetTimestamp(), clock.GetUtcNow());
            var reply = await ask(stop);
            var roundTrip = clock.GetElapsedTime(stamp);
            if (roundTrip < best.RoundTrip)
            {
                best = (roundTrip, new DateTimeOffset(reply.UtcTicks, TimeSpan.Zero) - before - roundTrip / 2, reply.Cores);
            }
        }

        return (new ClockReading(best.Offset, best.RoundTrip / 2), best.Cores);
    }
}
