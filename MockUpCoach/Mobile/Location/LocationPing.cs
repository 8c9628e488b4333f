using System.ComponentModel.DataAnnotations;
using UpCoach.MockUpCoach.Validation;

namespace UpCoach.MockUpCoach.Mobile.Location;

/// <summary>Where the user's device was at a moment.</summary>
/// <param name="At">When, by the device.</param>
/// <param name="Latitude">Degrees, WGS 84; -90 to 90.</param>
/// <param name="Longitude">Degrees, WGS 84; -180 to 180.</param>
/// <param name="AccuracyMeters">Radius of the circle in which it was; 0 to 100,000.</param>
public sealed record LocationPing(
    [Required, MomentRange] DateTimeOffset? At,
    [Required, Range(-90.0, 90.0)] double? Latitude,
    [Required, Range(-180.0, 180.0)] double? Longitude,
    [Range(0.0, 100_000.0)] float AccuracyMeters = 0);
