using UpCoach.LoadRunners.Engine.Executors;

namespace UpCoach.LoadRunners.Engine.Schedules;

/// <summary>A segment's own arrivals: some of the whole test's, at the very times that they have there.</summary>
internal sealed class SegmentSchedule(IArrivalSchedule whole, WorkShare share) : IArrivalSchedule
{
    /// <inheritdoc/>
    public bool TryGetDue(long number, out TimeSpan due)
    {
        due = default;
        return share.ItemAt(number) is >= 0 and var item && whole.TryGetDue(item, out due);
    }
}
