namespace UpCoach.AppHost.Resources;

/// <summary>A database with a standby, to try a failover on.</summary>
internal static class FailoverDatabase
{
    // Two servers more on a machine that is full already.
    private static readonly string[] LittleMemory = ["-c", "shared_buffers=32MB"];

    /// <summary>Adds a primary and its streaming replica <c>name-replica-1</c>, both on demand. Nobody promotes the replica: that is up to the scenario.</summary>
    /// <param name="builder">The drawing.</param>
    /// <param name="name">The primary's name.</param>
    public static void AddFailoverDatabase(this IDistributedApplicationBuilder builder, string name)
    {
        var primary = builder.AddPostgres(name).WithImageTag("15").AsReplicated().WithArgs(LittleMemory).AsOnDemand();
        primary.AddReplica(1).WithArgs(LittleMemory).AsOnDemand();
    }
}
