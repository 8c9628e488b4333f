using System.Text.Json.Serialization;

namespace UpCoach.LoadRunners.Scenarios.Steps;

/// <summary>How strings of a plan are written back as JSON.</summary>
[JsonSerializable(typeof(string))]
internal sealed partial class StepJson : JsonSerializerContext;
