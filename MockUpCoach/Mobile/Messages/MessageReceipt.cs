using System.ComponentModel.DataAnnotations;

namespace UpCoach.MockUpCoach.Mobile.Messages;

/// <summary>Says up to which message the user has read.</summary>
/// <param name="UpTo">The id of that message.</param>
public sealed record MessageReceipt([Required] Guid? UpTo);
