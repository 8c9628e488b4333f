namespace UpCoach.Hosting.LocalImages;

/// <summary>A container as it was declared, with every expression resolved.</summary>
/// <param name="Name">The resource's name.</param>
/// <param name="Image">The image without tag, such as <c>postgres</c> or <c>docker.io/prom/prometheus</c>.</param>
/// <param name="Tag">The image's tag, such as <c>15</c>; null is <c>latest</c>.</param>
/// <param name="Entrypoint">What replaces the image's entrypoint; null keeps it.</param>
/// <param name="Args">The arguments, with paths as inside the container.</param>
/// <param name="Environment">The environment, with paths as inside the container.</param>
/// <param name="Mounts">Bind mounts and volumes.</param>
/// <param name="Ports">The ports that are reached from outside.</param>
/// <param name="DataDirectory">A folder of this container alone, below which all its files are kept.</param>
public sealed record ContainerSpec(
    string Name,
    string Image,
    string? Tag,
    string? Entrypoint,
    IReadOnlyList<string> Args,
    IReadOnlyDictionary<string, string> Environment,
    IReadOnlyList<ContainerMount> Mounts,
    IReadOnlyList<PortMapping> Ports,
    string DataDirectory);
