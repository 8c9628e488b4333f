using System.Text.Json.Serialization;

namespace UpCoach.MockUpCoach.Mobile.Sync;

/// <summary>What a goal, habit, check-in or notification is now; fields that its kind doesn't have are left out.</summary>
/// <param name="Title">Of a goal.</param>
/// <param name="Progress">Of a goal; 0 to 1.</param>
/// <param name="TargetDate">Of a goal.</param>
/// <param name="Name">Of a habit.</param>
/// <param name="Cadence">Of a habit; daily or weekly.</param>
/// <param name="Streak">Of a habit.</param>
/// <param name="HabitId">Of a check-in: its habit.</param>
/// <param name="Date">Of a check-in.</param>
/// <param name="Note">Of a check-in.</param>
/// <param name="Text">Of a notification.</param>
/// <param name="Read">Of a notification.</param>
public sealed record SyncState(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Title,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Progress,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateOnly? TargetDate,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Name,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Cadence,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Streak,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? HabitId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateOnly? Date,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Note,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Text,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Read);
