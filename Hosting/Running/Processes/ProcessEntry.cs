namespace UpCoach.Hosting.Running.Processes;

/// <summary>One running process.</summary>
/// <param name="Id">The process id.</param>
/// <param name="ParentId">The id of its parent.</param>
/// <param name="GroupId">The id of its process group.</param>
/// <param name="SessionId">The id of its session.</param>
/// <param name="StartTicks">When it started, in clock ticks since boot: tells it from a later process with the same id.</param>
internal readonly record struct ProcessEntry(int Id, int ParentId, int GroupId, int SessionId, long StartTicks);
