namespace UpCoach.Hosting.ApplicationModel;

/// <summary>The resources of a model, in the order they were drawn.</summary>
public interface IResourceCollection : IList<IResource>;
