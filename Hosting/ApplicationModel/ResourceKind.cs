namespace UpCoach.Hosting.ApplicationModel;

/// <summary>The word that a kind of resource is shown by.</summary>
internal static class ResourceKind
{
    public static string Of(IResource resource) => resource switch
    {
        ProjectResource => "Project",
        ContainerResource => "Container",
        ExecutableResource => "Executable",
        ParameterResource => "Parameter",
        ConnectionStringResource => "ConnectionString",
        _ => resource.GetType().Name.Replace("Resource", "", StringComparison.Ordinal),
    };
}
