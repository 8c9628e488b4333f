namespace UpCoach.Hosting.ApplicationModel;

/// <summary>The resource is not started with the application.</summary>
public sealed class ExplicitStartupAnnotation : IResourceAnnotation;
