namespace UpCoach.Hosting.ApplicationModel;

/// <summary>A resource that lives inside another one.</summary>
public interface IResourceWithParent : IResource
{
    /// <summary>Gets the resource it lives in.</summary>
    IResource Parent { get; }
}
