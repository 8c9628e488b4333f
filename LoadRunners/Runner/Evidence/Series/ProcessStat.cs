namespace UpCoach.LoadRunners.Runner.Evidence.Series;

/// <summary>What <c>/proc/ID/stat</c> says of a process.</summary>
/// <param name="Ticks">CPU time of its own, in kernel ticks.</param>
/// <param name="DeadChildrenTicks">CPU time of children that have ended.</param>
/// <param name="Threads">Threads.</param>
/// <param name="StartTicks">When it started, in kernel ticks since the boot: with the id, it tells one process from every other.</param>
internal readonly record struct ProcessStat(long Ticks, long DeadChildrenTicks, int Threads, long StartTicks);
