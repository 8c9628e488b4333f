namespace UpCoach.Hosting.ApplicationModel;

/// <summary>A named, inert part of the topology. What it means is said by its annotations.</summary>
public interface IResource
{
    /// <summary>Gets the name, unique in the model regardless of case.</summary>
    string Name { get; }

    /// <summary>Gets what has been said about the resource so far.</summary>
    ResourceAnnotationCollection Annotations { get; }
}
