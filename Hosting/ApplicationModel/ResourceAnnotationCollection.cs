using System.Collections.ObjectModel;

namespace UpCoach.Hosting.ApplicationModel;

/// <summary>The annotations of one resource, in the order they were said.</summary>
public sealed class ResourceAnnotationCollection : Collection<IResourceAnnotation>;
