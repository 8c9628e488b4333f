using System.Text.Json;
using UpCoach.Hosting.ApplicationModel;

namespace UpCoach.Hosting.Publishing;

/// <summary>Writes the endpoints of a resource.</summary>
/// <remarks>
/// target port: as declared; a container's falls back to its port; a project's first endpoint of a web scheme has none, the deployment tool
/// gives it; any other gets the next number from 8000. port: only where it was given and differs from the target port.
/// </remarks>
internal static class ManifestBindings
{
    private const int FirstAllocatedPort = 8000;

    public static void Write(Utf8JsonWriter json, IResource resource)
    {
        if (!resource.TryGetEndpoints(out var endpoints))
        {
            return;
        }

        var nextPort = FirstAllocatedPort;
        HashSet<string> webSchemes = [];
        json.WriteStartObject("bindings");
        foreach (var endpoint in endpoints)
        {
            var isFirstOfWeb = resource is ProjectResource && endpoint.UriScheme is "http" or "https" && webSchemes.Add(endpoint.UriScheme);
            var targetPort = endpoint.TargetPort
                ?? (resource is ContainerResource ? endpoint.Port : null)
                ?? (isFirstOfWeb ? null : nextPort++);
            json.WriteStartObject(endpoint.Name);
            json.WriteString("scheme", endpoint.UriScheme);
            json.WriteString("protocol", endpoint.Protocol.ToString().ToLowerInvariant());
            json.WriteString("transport", endpoint.Transport);
            if (endpoint.Port is { } port && port != targetPort)
            {
                json.WriteNumber("port", port);
            }

            if (targetPort is { } target)
            {
                json.WriteNumber("targetPort", target);
            }

            if (endpoint.IsExternal)
            {
                json.WriteBoolean("external", true);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
