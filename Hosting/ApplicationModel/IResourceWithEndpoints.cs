namespace UpCoach.Hosting.ApplicationModel;

/// <summary>A resource that listens somewhere.</summary>
public interface IResourceWithEndpoints : IResource;
