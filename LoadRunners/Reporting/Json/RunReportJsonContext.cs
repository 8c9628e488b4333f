using System.Text.Json.Serialization;
using UpCoach.LoadRunners.Reporting.Model;

namespace UpCoach.LoadRunners.Reporting.Json;

/// <summary>How the report's own model is spelled in JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    WriteIndented = true,
    NewLine = "\n")]
[JsonSerializable(typeof(RunReport))]
[JsonSerializable(typeof(Topology))]
[JsonSerializable(typeof(EnvironmentFile))]
public sealed partial class RunReportJsonContext : JsonSerializerContext;
