using UpCoach.Hosting.ApplicationModel;

namespace UpCoach.Hosting;

/// <summary>Describes a .NET project; the build writes one class a project into the namespace <c>Projects</c>.</summary>
public interface IProjectMetadata : IResourceAnnotation
{
    /// <summary>Gets the full path of the project file.</summary>
    string ProjectPath { get; }
}
