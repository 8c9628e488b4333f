using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;

namespace UpCoach.MockUpCoach.Validation;

/// <summary>Refuses a day that no calendar of a user has: only 2000-01-01 to 2099-12-31 are allowed.</summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
public sealed class DayRangeAttribute : RangeAttribute
{
    /// <summary>Makes the attribute.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "The converter of days is one that the runtime knows by itself.")]
    public DayRangeAttribute()
        : base(typeof(DateOnly), "2000-01-01", "2099-12-31") => ParseLimitsInInvariantCulture = ConvertValueInInvariantCulture = true;
}
