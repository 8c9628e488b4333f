namespace UpCoach.Hosting.ApplicationModel;

/// <summary>How many copies of a project run.</summary>
/// <param name="replicas">The number, at least 1.</param>
public sealed class ReplicaAnnotation(int replicas = 1) : IResourceAnnotation
{
    /// <summary>Gets the number of copies.</summary>
    public int Replicas { get; } = replicas;
}
