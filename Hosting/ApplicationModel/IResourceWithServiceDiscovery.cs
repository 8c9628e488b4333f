namespace UpCoach.Hosting.ApplicationModel;

/// <summary>A resource that others find by service discovery.</summary>
public interface IResourceWithServiceDiscovery : IResourceWithEndpoints;
