using System.Globalization;
using UpCoach.Hosting.ApplicationModel;
using UpCoach.Hosting.LocalImages;

namespace UpCoach.Hosting.Running;

/// <summary>Runs a container image by a program of this machine.</summary>
internal sealed class ContainerLauncher(LocalImageCatalog catalog, RunFolder folder, DistributedApplicationExecutionContext executionContext)
    : IResourceLauncher
{
    public bool Launches(IResource resource) => resource is ContainerResource;

    /// <summary>Finds the images of a model that this machine can stand in for.</summary>
    public IReadOnlyCollection<ILocalImage> ImagesOf(IEnumerable<IResource> resources) =>
        [.. resources.OfType<ContainerResource>().Select(container => catalog.Find(ImageOf(container).Image)).OfType<ILocalImage>().Distinct()];

    /// <summary>Finds the program that stands for a container's image; null where there is none.</summary>
    public LocalProgram? ProgramOf(ContainerResource container) => catalog.Find(ImageOf(container).Image)?.Find(ImageOf(container).Tag);

    public async Task<Launch> PrepareAsync(IResource resource, CancellationToken cancellation)
    {
        var container = (ContainerResource)resource;
        var (image, tag) = ImageOf(container);
        var local = catalog.Find(image)
            ?? throw new UnavailableHereException($"no local program stands for the image {image}; it needs a container engine");
        var program = local.Find(tag)
            ?? throw new UnavailableHereException($"the program {local.ProgramName} is not installed (apt-get install {string.Join(' ', local.DebianPackages)})");
        var args = await ResourceSettings.ArgumentsAsync(container, executionContext, cancellation).ConfigureAwait(false);
        var environment = await ResourceSettings.EnvironmentAsync(container, executionContext, cancellation).ConfigureAwait(false);
        var spec = new ContainerSpec(
            container.Name,
            image,
            tag,
            container.Entrypoint,
            await ResolveAsync(args, cancellation).ConfigureAwait(false),
            await ResolveAsync(environment, cancellation).ConfigureAwait(false),
            [.. container.Annotations.OfType<ContainerMountAnnotation>().Select((mount, index) => MountOf(container, mount, index))],
            [.. container.Annotations.OfType<EndpointAnnotation>().Select(PortOf)],
            folder.Of(container.Name));
        var command = local.Prepare(spec, program);
        return new Launch(command.Process, command.Readiness, program.DescribeAgainst(tag));
    }

    private static (string Image, string? Tag) ImageOf(ContainerResource container) =>
        container.TryGetLastAnnotation<ContainerImageAnnotation>(out var image)
            ? (string.IsNullOrEmpty(image.Registry) ? image.Image : $"{image.Registry}/{image.Image}", image.Tag)
            : throw new DistributedApplicationException($"The container '{container.Name}' has no image.");

    private static ContainerMount MountOf(ContainerResource container, ContainerMountAnnotation mount, int index) => new(
        mount.Source ?? string.Create(CultureInfo.InvariantCulture, $"{container.Name}-{index}"),
        mount.Target,
        mount.IsReadOnly,
        mount.Type == ContainerMountType.Volume);

    private static PortMapping PortOf(EndpointAnnotation endpoint)
    {
        var port = endpoint.AllocatedEndpoint!.Port;
        return new PortMapping(endpoint.TargetPort ?? endpoint.Port ?? port, port);
    }

    private static async Task<IReadOnlyList<string>> ResolveAsync(IReadOnlyList<object> values, CancellationToken cancellation)
    {
        List<string> resolved = [];
        foreach (var value in values)
        {
            resolved.Add(await ResourceSettings.ResolveAsync(value, cancellation).ConfigureAwait(false) ?? "");
        }

        return resolved;
    }

    private static async Task<IReadOnlyDictionary<string, string>> ResolveAsync(
        IReadOnlyDictionary<string, object> values, CancellationToken cancellation)
    {
        Dictionary<string, string> resolved = [];
        foreach (var (name, value) in values)
        {
            if (await ResourceSettings.ResolveAsync(value, cancellation).ConfigureAwait(false) is { } text)
            {
                resolved[name] = text;
            }
        }

        return resolved;
    }
}
