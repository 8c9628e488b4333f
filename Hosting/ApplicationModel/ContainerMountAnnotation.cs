namespace UpCoach.Hosting.ApplicationModel;

/// <summary>A mount of a container resource.</summary>
/// <param name="source">The full path of a bind mount or the name of a volume; null for an anonymous volume.</param>
/// <param name="target">The path inside the container.</param>
/// <param name="type">What is mounted.</param>
/// <param name="isReadOnly">Whether the container may not write to it.</param>
public sealed class ContainerMountAnnotation(string? source, string target, ContainerMountType type, bool isReadOnly) : IResourceAnnotation
{
    /// <summary>Gets the full path of a bind mount or the name of a volume; null for an anonymous volume.</summary>
    public string? Source { get; } = source;

    /// <summary>Gets the path inside the container.</summary>
    public string Target { get; } = target;

    /// <summary>Gets what is mounted.</summary>
    public ContainerMountType Type { get; } = type;

    /// <summary>Gets whether the container may not write to it.</summary>
    public bool IsReadOnly { get; } = isReadOnly;
}
