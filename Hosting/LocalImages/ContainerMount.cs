namespace UpCoach.Hosting.LocalImages;

/// <summary>A file or folder that a container sees.</summary>
/// <param name="Source">The local path of a bind mount, or the name of a volume.</param>
/// <param name="Target">The path inside the container.</param>
/// <param name="IsReadOnly">Whether the container only reads it.</param>
/// <param name="IsVolume">Whether <paramref name="Source"/> names a volume.</param>
public sealed record ContainerMount(string Source, string Target, bool IsReadOnly, bool IsVolume);
