using System.Text.Encodings.Web;
using System.Text.Json;
using UpCoach.Hosting.ApplicationModel;

namespace UpCoach.Hosting.Publishing;

/// <summary>Model -> manifest in the shapes of Aspire 13.1. The same model gives the same bytes.</summary>
/// <param name="executionContext">Says that the model is published.</param>
/// <param name="folder">The folder the manifest will be in: its paths are relative to it.</param>
internal sealed class ManifestWriter(DistributedApplicationExecutionContext executionContext, string folder)
{
    private const string Schema = "https://json.schemastore.org/aspire-8.0.json";

    private static readonly JsonWriterOptions Format = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public async Task<byte[]> WriteAsync(DistributedApplicationModel model, CancellationToken cancellation)
    {
        using var bytes = new MemoryStream();
        await using (var json = new Utf8JsonWriter(bytes, Format))
        {
            var references = new ManifestReferences(model);
            json.WriteStartObject();
            json.WriteString("$schema", Schema);
            json.WriteStartObject("resources");
            foreach (var resource in model.Resources.Where(resource => !resource.HasAnnotationOfType<ManifestPublishingCallbackAnnotation>()))
            {
                await new ManifestResourceWriter(json, executionContext, references, folder).WriteAsync(resource, cancellation).ConfigureAwait(false);
            }

            // Generated passwords are in no model; what uses them brings them here.
            while (references.TryTakeUnwritten(out var referenced))
            {
                await new ManifestResourceWriter(json, executionContext, references, folder).WriteAsync(referenced, cancellation).ConfigureAwait(false);
            }

            foreach (var (name, parameter) in references.UriEncodedParameters)
            {
                json.WriteStartObject(name);
                json.WriteString("type", "annotated.string");
                json.WriteString("value", parameter.ValueExpression);
                json.WriteString("filter", "uri");
                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        bytes.WriteByte((byte)'\n');
        return bytes.ToArray();
    }
}
