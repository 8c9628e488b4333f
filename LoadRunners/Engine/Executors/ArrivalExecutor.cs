using UpCoach.LoadRunners.Engine.Schedules;

namespace UpCoach.LoadRunners.Engine.Executors;

/// <summary>Begins the segment's arrivals when the schedule says, with whichever user is free.</summary>
internal sealed class ArrivalExecutor(ArrivalOptions options) : IExecutor
{
    public async Task RunAsync(ExecutorContext context, CancellationToken stop)
    {
        var schedule = new SegmentSchedule(options.CreateSchedule(), new WorkShare(context.Segment, options.MaxVus));
        var users = new ArrivalUsers(context, schedule, options.Busy);
        users.CloseOn(stop);
        users.CloseOn(context.HardStop);
        for (long n = 0; schedule.TryGetDue(n, out var due); n++)
        {
            if (!await context.Pacer.DelayUntilAsync(context.At(due), stop).ConfigureAwait(false)) break;
            users.Arrive(n, context.At(due));
        }

        // Arrivals that wait may still begin while gracefulStop lasts: they were due in time.
        await context.Pacer.DelayUntilAsync(context.At(options.RegularDuration), stop).ConfigureAwait(false);
    }
}
