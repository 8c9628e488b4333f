using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using UpCoach.MockUpCoach.Auth;

namespace UpCoach.MockUpCoach.Realtime.Hub;

/// <summary><c>POST /api/v1/realtime/broadcast</c>: a message to everybody, or to a room.</summary>
internal static class BroadcastEndpoint
{
    public static async Task<Results<Accepted<BroadcastReceipt>, ForbidHttpResult, ValidationProblem>> HandleAsync(BroadcastDraft draft, CurrentUser user, RoomPublisher rooms)
    {
        var room = draft.Room ?? RoomName.All;
        if (!RoomName.IsOpenTo(room, user.Id))
            return TypedResults.Forbid();
        var data = JsonSerializer.SerializeToUtf8Bytes(draft.Data!.Value, ApiJson.Default.JsonElement);
        if (data.Length > HubSession.MostMessageBytes)
            return TypedResults.ValidationProblem(new Dictionary<string, string[]> { ["data"] = [$"A message holds at most {HubSession.MostMessageBytes} bytes."] });
        return TypedResults.Accepted((string?)null, await rooms.PublishAsync(room, user.Id, data));
    }
}
