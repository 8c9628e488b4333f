using System.Text.Encodings.Web;
using System.Text.Json;

namespace UpCoach.AppHost.Resources;

/// <summary>Writes <c>topology.json</c>, which the report shows.</summary>
internal static class TopologyFile
{
    private static readonly JsonWriterOptions Format = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the file whole or not at all.</summary>
    public static void Write(string path, TimeSpan startup, IReadOnlyList<ResourceStatus> statuses)
    {
        var partial = path + ".partial";
        using (var stream = File.Create(partial))
        using (var json = new Utf8JsonWriter(stream, Format))
        {
            json.WriteStartObject();

            // The same source runs on either host; only the assembly tells which.
            json.WriteString("host", typeof(DistributedApplication).Assembly.GetName().Name == "Aspire.Hosting" ? "aspire" : "embedded");
            json.WriteNumber("startupSeconds", Math.Round(startup.TotalSeconds, 2));
            json.WriteStartArray("resources");
            foreach (var status in statuses)
            {
                Write(json, status);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        File.Move(partial, path, overwrite: true);
    }

    private static void Write(Utf8JsonWriter json, ResourceStatus status)
    {
        var image = status.Resource.Annotations.OfType<ContainerImageAnnotation>().LastOrDefault();
        json.WriteStartObject();
        json.WriteString("name", status.Resource.Name);
        json.WriteString("type", status.Snapshot?.ResourceType);
        json.WriteString("image", image is null ? null : $"{image.Image}:{image.Tag}");
        json.WriteString("program", status.Fact("program"));
        json.WriteString("state", status.State);
        json.WriteString("endpoint", status.Snapshot?.Urls.Select(url => url.Url).FirstOrDefault());
        if (status.StartTime is { } startTime)
        {
            json.WriteNumber("startSeconds", Math.Round(startTime.TotalSeconds, 2));
        }
        else
        {
            json.WriteNull("startSeconds");
        }

        json.WriteString("note", status.Fact("note"));
        json.WriteEndObject();
    }
}
