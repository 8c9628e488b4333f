using System.Text.Json.Serialization;
using UpCoach.MockUpCoach.Analytics;
using UpCoach.MockUpCoach.Realtime.Hub;

namespace UpCoach.MockUpCoach.Realtime;

/// <summary>Serializers of realtime messages.</summary>
[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(BroadcastDraft))]
[JsonSerializable(typeof(BroadcastReceipt))]
[JsonSerializable(typeof(LiveFigures))]
internal sealed partial class RealtimeJson : JsonSerializerContext;
