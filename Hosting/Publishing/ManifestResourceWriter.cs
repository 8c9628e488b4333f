using System.Text.Json;
using UpCoach.Hosting.ApplicationModel;

namespace UpCoach.Hosting.Publishing;

/// <summary>Writes one resource of the manifest.</summary>
internal sealed class ManifestResourceWriter(
    Utf8JsonWriter json, DistributedApplicationExecutionContext executionContext, ManifestReferences references, string folder)
{
    public async Task WriteAsync(IResource resource, CancellationToken cancellation)
    {
        json.WriteStartObject(resource.Name);
        switch (resource)
        {
            case ContainerResource container:
                await WriteContainerAsync(container, cancellation).ConfigureAwait(false);
                break;
            case ProjectResource project:
                json.WriteString("type", "project.v0");
                json.WriteString("path", Relative(project.GetProjectMetadata().ProjectPath));
                await WriteSettingsAsync(project, () => { }, cancellation).ConfigureAwait(false);
                break;
            case ExecutableResource executable:
                json.WriteString("type", "executable.v0");
                json.WriteString("workingDirectory", Relative(executable.WorkingDirectory));
                json.WriteString("command", executable.Command);
                await WriteSettingsAsync(executable, () => { }, cancellation).ConfigureAwait(false);
                break;
            case ParameterResource parameter:
                WriteParameter(parameter);
                break;
            case IResourceWithConnectionString:
                json.WriteString("type", "value.v0");
                WriteConnectionString(resource);
                break;
            default:
                throw new DistributedApplicationException(
                    $"The resource '{resource.Name}' of type {resource.GetType().Name} has no form in the manifest; call ExcludeFromManifest.");
        }

        json.WriteEndObject();
    }

    private async Task WriteContainerAsync(ContainerResource container, CancellationToken cancellation)
    {
        json.WriteString("type", "container.v0");
        WriteConnectionString(container);
        json.WriteString("image", container.TryGetContainerImageName(out var image) ? image : "");
        if (container.Entrypoint is not null)
        {
            json.WriteString("entrypoint", container.Entrypoint);
        }

        await WriteSettingsAsync(container, () => WriteMounts(container), cancellation).ConfigureAwait(false);
    }

    private void WriteConnectionString(IResource resource)
    {
        if (resource is IResourceWithConnectionString { ConnectionStringExpression: var expression })
        {
            json.WriteString("connectionString", references.Print(expression));
        }
    }

    private void WriteParameter(ParameterResource parameter)
    {
        json.WriteString("type", "parameter.v0");
        if (parameter.IsConnectionString)
        {
            json.WriteString("connectionString", parameter.ValueExpression);
        }

        json.WriteString("value", $"{{{parameter.Name}.inputs.value}}");
        json.WriteStartObject("inputs");
        json.WriteStartObject("value");
        json.WriteString("type", "string");
        if (parameter.Secret)
        {
            json.WriteBoolean("secret", true);
        }

        if (parameter.Default is not null)
        {
            json.WriteStartObject("default");
            parameter.Default.WriteToManifest(json);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private async Task WriteSettingsAsync(IResource resource, Action writeMounts, CancellationToken cancellation)
    {
        var args = await ResourceSettings.ArgumentsAsync(resource, executionContext, cancellation).ConfigureAwait(false);
        if (args.Count > 0)
        {
            json.WriteStartArray("args");
            foreach (var arg in args)
            {
                json.WriteStringValue(references.Print(arg));
            }

            json.WriteEndArray();
        }

        writeMounts();
        var environment = await ResourceSettings.EnvironmentAsync(resource, executionContext, cancellation).ConfigureAwait(false);
        if (environment.Count > 0)
        {
            json.WriteStartObject("env");
            foreach (var (name, value) in environment)
            {
                json.WriteString(name, references.Print(value));
            }

            json.WriteEndObject();
        }

        ManifestBindings.Write(json, resource);
    }

    private void WriteMounts(ContainerResource container)
    {
        var mounts = container.Annotations.OfType<ContainerMountAnnotation>().ToLookup(mount => mount.Type);
        WriteMounts("bindMounts", mounts[ContainerMountType.BindMount], mount => json.WriteString("source", Relative(mount.Source!)));
        WriteMounts("volumes", mounts[ContainerMountType.Volume], mount =>
        {
            if (mount.Source is not null)
            {
                json.WriteString("name", mount.Source);
            }
        });
    }

    private void WriteMounts(string property, IEnumerable<ContainerMountAnnotation> mounts, Action<ContainerMountAnnotation> writeSource)
    {
        if (!mounts.Any())
        {
            return;
        }

        json.WriteStartArray(property);
        foreach (var mount in mounts)
        {
            json.WriteStartObject();
            writeSource(mount);
            json.WriteString("target", mount.Target);
            json.WriteBoolean("readOnly", mount.IsReadOnly);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private string Relative(string path) => Path.GetRelativePath(folder, path).Replace('\\', '/');
}
