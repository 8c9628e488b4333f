namespace UpCoach.Engine.Tests.Metrics;

/// <summary>What work leaves to the garbage collector once it is under way.</summary>
internal static class Allocations
{
    /// <summary>Does work again and again and gives the least bytes that it allocated.</summary>
    /// <remarks>
    /// A thread that is moved to another processor meets a shard without pages there, once for each, and a time longer than all before has a page of
    /// its own: on a busy machine that may be so in some rounds, but not in all.
    /// </remarks>
    public static long Least(Action work)
    {
        var least = long.MaxValue;
        for (var round = 0; round < 10 + (4 * Environment.ProcessorCount) && least > 0; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            work();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
