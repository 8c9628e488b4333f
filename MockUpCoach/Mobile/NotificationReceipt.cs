using System.ComponentModel.DataAnnotations;

namespace UpCoach.MockUpCoach.Mobile;

/// <summary>Says which notifications the user has read.</summary>
/// <param name="Ids">1 to 100; those of others count for nothing.</param>
public sealed record NotificationReceipt([Required, MinLength(1), MaxLength(100)] long[]? Ids);
