using System.Text.Json.Serialization;

namespace UpCoach.LoadRunners.Scenarios.Lab;

/// <summary>How the lab's answers are spelled.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(LabResource))]
internal sealed partial class LabJson : JsonSerializerContext;
