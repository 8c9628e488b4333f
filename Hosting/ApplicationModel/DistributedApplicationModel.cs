namespace UpCoach.Hosting.ApplicationModel;

/// <summary>The finished drawing: every resource of the application.</summary>
/// <param name="resources">The resources in the order they were drawn.</param>
public sealed class DistributedApplicationModel(IResourceCollection resources)
{
    /// <summary>Gets the resources in the order they were drawn.</summary>
    public IResourceCollection Resources { get; } = resources;
}
