using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using UpCoach.MockUpCoach.Validation;

namespace UpCoach.MockUpCoach.Mobile.Sync;

/// <summary>The fields that a write gives.</summary>
/// <param name="Title">Of a goal; 1 to 200 characters.</param>
/// <param name="Progress">Of a goal; 0 to 1.</param>
/// <param name="TargetDate">Of a goal.</param>
/// <param name="Name">Of a habit; 1 to 200 characters.</param>
/// <param name="Cadence">Of a habit; daily or weekly.</param>
/// <param name="HabitId">Of a new check-in: its habit.</param>
/// <param name="HabitKey">Instead of <paramref name="HabitId"/>: the key of the write that made the habit, whose id is not known yet.</param>
/// <param name="Date">Of a new check-in; from 2000-01-01 to 2099-12-31.</param>
/// <param name="Note">Of a check-in; up to 500 characters.</param>
/// <param name="Read">Of a notification.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record SyncData(
    [StringLength(200, MinimumLength = 1), PlainText] string? Title = null,
    [Range(0.0, 1.0)] double? Progress = null,
    DateOnly? TargetDate = null,
    [StringLength(200, MinimumLength = 1), PlainText] string? Name = null,
    [AllowedValues("daily", "weekly", null)] string? Cadence = null,
    long? HabitId = null,
    Guid? HabitKey = null,
    [DayRange] DateOnly? Date = null,
    [StringLength(500), PlainText] string? Note = null,
    bool? Read = null);
