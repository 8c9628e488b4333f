using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace UpCoach.MockUpCoach.Realtime.Hub;

/// <summary>A message to everybody in a room.</summary>
/// <param name="Data">Any JSON but null.</param>
/// <param name="Room">The room; left out: everybody who is connected.</param>
public sealed record BroadcastDraft([Required] JsonElement? Data, [RegularExpression(RoomName.Pattern)] string? Room);
