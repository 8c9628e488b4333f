using UpCoach.LoadRunners.Engine.Segments;

namespace UpCoach.LoadRunners.Engine.Executors;

/// <summary>A segment's share of numbered work. Work goes where users are: item n is done where user n mod users is.</summary>
/// <remarks>
/// So the shares add up exactly, no segment gets work without a user to do it, and a segment with more users gets more work.
/// </remarks>
internal sealed class WorkShare(ExecutionSegment segment, int users)
{
    private readonly int _own = segment.CountOf(users);

    /// <summary>Gives how many of the first items are this segment's.</summary>
    public long CountOf(long total)
    {
        var (rounds, rest) = Math.DivRem(total, users);
        return rounds * _own + segment.CountOf(rest);
    }

    /// <summary>Gives which item of the whole is this segment's n-th; both from 0.</summary>
    /// <returns>-1 if the segment has no users and so no items.</returns>
    public long ItemAt(long number)
    {
        if (_own == 0) return -1;
        var (rounds, rest) = Math.DivRem(number, _own);
        return rounds * users + segment.ItemAt(rest);
    }
}
