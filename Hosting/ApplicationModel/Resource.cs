namespace UpCoach.Hosting.ApplicationModel;

/// <summary>The base of all resources: a name and its annotations.</summary>
/// <param name="name">The name, unique in the model; <see cref="DistributedApplicationBuilder.Build"/> reports bad ones.</param>
public abstract class Resource(string name) : IResource
{
    /// <inheritdoc/>
    public virtual string Name { get; } = name ?? throw new ArgumentNullException(nameof(name));

    /// <inheritdoc/>
    public virtual ResourceAnnotationCollection Annotations { get; } = [];

    /// <inheritdoc/>
    public override string ToString() => $"{GetType().Name} {Name}";
}
