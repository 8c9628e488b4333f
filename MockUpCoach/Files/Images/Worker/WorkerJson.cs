using System.Text.Json.Serialization;

namespace UpCoach.MockUpCoach.Files.Images.Worker;

/// <summary>Serializers of what passes between the API and its worker, and of what is kept about variants.</summary>
[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ImageOrder))]
[JsonSerializable(typeof(ImageReport))]
[JsonSerializable(typeof(IReadOnlyList<ImageVariant>))]
internal sealed partial class WorkerJson : JsonSerializerContext;
