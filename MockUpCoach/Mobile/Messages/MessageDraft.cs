using System.ComponentModel.DataAnnotations;
using UpCoach.MockUpCoach.Validation;

namespace UpCoach.MockUpCoach.Mobile.Messages;

/// <summary>A message to send.</summary>
/// <param name="Id">Made by the app once for each message: sent again, it stays one message.</param>
/// <param name="Text">1 to 4,000 characters.</param>
/// <param name="With">coach, or left out.</param>
public sealed record MessageDraft(
    [Required] Guid? Id,
    [Required, StringLength(4_000), PlainText] string? Text,
    [AllowedValues("coach", null)] string? With = null);
