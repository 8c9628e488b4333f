using System.Collections.ObjectModel;

namespace UpCoach.Hosting.ApplicationModel;

/// <summary>The resources of a model, in the order they were drawn. Duplicates are reported by Build, together with all other errors.</summary>
public sealed class ResourceCollection : Collection<IResource>, IResourceCollection;
