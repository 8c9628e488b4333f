namespace UpCoach.AppHost.Resources;

/// <summary>Servers that scenarios start, break and stop again.</summary>
internal static class OnDemand
{
    /// <summary>Leaves a resource to the lab's control: it is started by command alone, and is no part of a deployment.</summary>
    public static IResourceBuilder<T> AsOnDemand<T>(this IResourceBuilder<T> builder)
        where T : IResource => builder.WithExplicitStart().ExcludeFromManifest();
}
