using System.Text.Json.Serialization;

namespace UpCoach.LoadRunners.Scenarios.Cdn;

/// <summary>How the network's own messages are spelled.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(NearestEdges))]
[JsonSerializable(typeof(PurgeOrder))]
internal sealed partial class CdnJson : JsonSerializerContext;
