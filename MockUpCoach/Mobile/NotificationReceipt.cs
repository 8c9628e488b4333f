using System.ComponentModel.DataAnnotations;
using UpCoach.MockUpCoach.Validation;

namespace UpCoach.MockUpCoach.Mobile;

/// <summary>Says which notifications the user has read.</summary>
/// <param name="Ids">1 to 100; those of others count for nothing.</param>
public sealed record NotificationReceipt([Required, ItemCount(1, 100)] long[]? Ids);
