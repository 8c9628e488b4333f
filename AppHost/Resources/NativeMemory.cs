namespace UpCoach.AppHost.Resources;

/// <summary>What a service holds beside its garbage-collected heap.</summary>
internal static class NativeMemory
{
    /// <summary>Has all threads of a service share two heaps of the C library.</summary>
    /// <remarks>
    /// By default glibc gives threads heaps of their own, eight times as many as there are cores, and each keeps what its greatest moment took: an idle API grew by more than
    /// a megabyte a minute (docs/adr/0018-memory.md). Source: mallopt(3), <c>M_ARENA_MAX</c>.
    /// </remarks>
    public static IResourceBuilder<ProjectResource> WithSharedNativeHeaps(this IResourceBuilder<ProjectResource> service) => service.WithEnvironment("MALLOC_ARENA_MAX", "2");
}
