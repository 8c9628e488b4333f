namespace UpCoach.Hosting.ApplicationModel;

/// <summary>A resource that neither starts nor stops, so that nothing can wait for it.</summary>
public interface IResourceWithoutLifetime : IResource;
