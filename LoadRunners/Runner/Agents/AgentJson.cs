using System.Text.Json.Serialization;
using UpCoach.LoadRunners.Engine.Running;
using UpCoach.LoadRunners.Runner.Runs;

namespace UpCoach.LoadRunners.Runner.Agents;

/// <summary>How messages between coordinator and agents are spelled.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ClockReply))]
[JsonSerializable(typeof(PrepareRequest))]
[JsonSerializable(typeof(StartRequest))]
[JsonSerializable(typeof(ProblemReply))]
[JsonSerializable(typeof(LoadControlState))]
[JsonSerializable(typeof(LoadProgress))]
[JsonSerializable(typeof(MemberResult))]
internal sealed partial class AgentJson : JsonSerializerContext;
