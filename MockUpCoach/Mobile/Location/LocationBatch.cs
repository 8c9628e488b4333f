using System.ComponentModel.DataAnnotations;
using UpCoach.MockUpCoach.Validation;

namespace UpCoach.MockUpCoach.Mobile.Location;

/// <summary>What a device gathered in the background.</summary>
/// <param name="Pings">1 to 500, in any order.</param>
public sealed record LocationBatch([Required, ItemCount(1, 500), NoNulls] IReadOnlyList<LocationPing>? Pings);
