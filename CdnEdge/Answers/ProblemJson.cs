using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;

namespace UpCoach.CdnEdge.Answers;

/// <summary>Writes problems without reflection.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ProblemDetails))]
internal sealed partial class ProblemJson : JsonSerializerContext;
