using System.ComponentModel.DataAnnotations;
using UpCoach.MockUpCoach.Validation;

namespace UpCoach.MockUpCoach.Mobile;

/// <summary>The body of a check-in.</summary>
/// <param name="Date">The day, from 2000-01-01 to 2099-12-31.</param>
/// <param name="Note">Up to 500 characters, or none.</param>
public sealed record CheckInDraft(
    [Required, DayRange] DateOnly? Date,
    [StringLength(500), PlainText] string? Note);
