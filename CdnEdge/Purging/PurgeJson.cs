using System.Text.Json.Serialization;

namespace UpCoach.CdnEdge.Purging;

/// <summary>Reads and writes purges without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PurgeRequest))]
[JsonSerializable(typeof(PurgeResult))]
internal sealed partial class PurgeJson : JsonSerializerContext;
