using System.Text.Json.Serialization;

namespace UpCoach.CdnEdge.Regions;

/// <summary>Writes regions without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(NearestEdges))]
[JsonSerializable(typeof(IReadOnlyList<NearestEdges>))]
internal sealed partial class RegionJson : JsonSerializerContext;
