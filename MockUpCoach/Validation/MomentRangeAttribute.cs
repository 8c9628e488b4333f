using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;

namespace UpCoach.MockUpCoach.Validation;

/// <summary>Refuses a moment before 2000 or after 2099 (UTC).</summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
public sealed class MomentRangeAttribute : RangeAttribute
{
    /// <summary>Makes the attribute.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "The converter of moments is one that the runtime knows by itself.")]
    public MomentRangeAttribute()
        : base(typeof(DateTimeOffset), "2000-01-01T00:00:00Z", "2100-01-01T00:00:00Z") => ParseLimitsInInvariantCulture = ConvertValueInInvariantCulture = true;
}
