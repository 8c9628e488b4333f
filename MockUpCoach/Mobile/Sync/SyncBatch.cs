using System.ComponentModel.DataAnnotations;
using UpCoach.MockUpCoach.Validation;

namespace UpCoach.MockUpCoach.Mobile.Sync;

/// <summary>Writes in the order in which the user made them.</summary>
/// <param name="Writes">1 to 100. One that is refused does not hold up the others.</param>
public sealed record SyncBatch([Required, ItemCount(1, SyncBatch.MostWrites), NoNulls] IReadOnlyList<SyncWrite>? Writes)
{
    internal const int MostWrites = 100;
}
