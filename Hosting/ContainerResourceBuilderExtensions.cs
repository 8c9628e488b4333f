using UpCoach.Hosting.ApplicationModel;

namespace UpCoach.Hosting;

/// <summary>Adds container images and says how they run.</summary>
public static class ContainerResourceBuilderExtensions
{
    /// <summary>Adds a container of an image, <c>image</c> or <c>image:tag</c>.</summary>
    public static IResourceBuilder<ContainerResource> AddContainer(this IDistributedApplicationBuilder builder, string name, string image) =>
        builder.AddResource(new ContainerResource(name)).WithImage(image);

    /// <summary>Adds a container of an image.</summary>
    public static IResourceBuilder<ContainerResource> AddContainer(
        this IDistributedApplicationBuilder builder, string name, string image, string tag) =>
        builder.AddResource(new ContainerResource(name)).WithImage(image, tag);

    /// <summary>Says the image; a registry said before stays.</summary>
    /// <param name="builder">The container.</param>
    /// <param name="image">The image, with a tag where <paramref name="tag"/> is null.</param>
    /// <param name="tag">The tag; null takes it from the image, else <c>latest</c>.</param>
    public static IResourceBuilder<T> WithImage<T>(this IResourceBuilder<T> builder, string image, string? tag = null)
        where T : ContainerResource
    {
        // A colon before the last slash belongs to a registry's port.
        var colon = image.LastIndexOf(':');
        if (tag is null && colon > image.LastIndexOf('/'))
        {
            (image, tag) = (image[..colon], image[(colon + 1)..]);
        }

        builder.Resource.TryGetLastAnnotation<ContainerImageAnnotation>(out var before);
        return builder.WithAnnotation(
            new ContainerImageAnnotation { Registry = before?.Registry, Image = image, Tag = tag ?? "latest" },
            ResourceAnnotationMutationBehavior.Replace);
    }

    /// <summary>Says the image's tag.</summary>
    public static IResourceBuilder<T> WithImageTag<T>(this IResourceBuilder<T> builder, string tag)
        where T : ContainerResource => builder.ChangeImage(image => image.Tag = tag);

    /// <summary>Says the image's registry; null is the engine's default.</summary>
    public static IResourceBuilder<T> WithImageRegistry<T>(this IResourceBuilder<T> builder, string? registry)
        where T : ContainerResource => builder.ChangeImage(image => image.Registry = registry);

    /// <summary>Replaces the image's own program.</summary>
    public static IResourceBuilder<T> WithEntrypoint<T>(this IResourceBuilder<T> builder, string entrypoint)
        where T : ContainerResource
    {
        builder.Resource.Entrypoint = entrypoint;
        return builder;
    }

    /// <summary>Mounts a volume; without a name it is new each time.</summary>
    public static IResourceBuilder<T> WithVolume<T>(this IResourceBuilder<T> builder, string? name, string target, bool isReadOnly = false)
        where T : ContainerResource =>
        builder.WithAnnotation(new ContainerMountAnnotation(name, target, ContainerMountType.Volume, isReadOnly));

    /// <summary>Mounts a file or folder of this machine; a relative path starts from the AppHost's folder.</summary>
    public static IResourceBuilder<T> WithBindMount<T>(this IResourceBuilder<T> builder, string source, string target, bool isReadOnly = false)
        where T : ContainerResource => builder.WithAnnotation(new ContainerMountAnnotation(
            Path.GetFullPath(source, builder.ApplicationBuilder.AppHostDirectory), target, ContainerMountType.BindMount, isReadOnly));

    /// <summary>Says the name a container engine knows the container by.</summary>
    public static IResourceBuilder<T> WithContainerName<T>(this IResourceBuilder<T> builder, string name)
        where T : ContainerResource =>
        builder.WithAnnotation(new ContainerNameAnnotation { Name = name }, ResourceAnnotationMutationBehavior.Replace);

    /// <summary>Says how long the container lives. This host runs every container for the session.</summary>
    public static IResourceBuilder<T> WithLifetime<T>(this IResourceBuilder<T> builder, ContainerLifetime lifetime)
        where T : ContainerResource =>
        builder.WithAnnotation(new ContainerLifetimeAnnotation { Lifetime = lifetime }, ResourceAnnotationMutationBehavior.Replace);

    private static IResourceBuilder<T> ChangeImage<T>(this IResourceBuilder<T> builder, Action<ContainerImageAnnotation> change)
        where T : ContainerResource
    {
        if (!builder.Resource.TryGetLastAnnotation<ContainerImageAnnotation>(out var image))
        {
            throw new InvalidOperationException($"The resource '{builder.Resource.Name}' has no image yet; call WithImage first.");
        }

        change(image);
        return builder;
    }
}
