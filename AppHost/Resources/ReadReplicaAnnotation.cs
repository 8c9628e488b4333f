namespace UpCoach.AppHost.Resources;

/// <summary>Says that a server has a replica.</summary>
/// <param name="replica">The replica.</param>
internal sealed class ReadReplicaAnnotation(PostgresReplicaResource replica) : IResourceAnnotation
{
    /// <summary>Gets the replica.</summary>
    public PostgresReplicaResource Replica { get; } = replica;
}
