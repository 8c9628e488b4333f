using System.ComponentModel.DataAnnotations;

namespace UpCoach.MockUpCoach.Validation;

/// <summary>Refuses the character U+0000, which PostgreSQL can't store.</summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
public sealed class PlainTextAttribute : ValidationAttribute
{
    /// <summary>Makes the attribute.</summary>
    public PlainTextAttribute()
        : base("The field {0} must not hold the character U+0000.")
    {
    }

    /// <inheritdoc />
    public override bool IsValid(object? value) => value is not string text || !text.Contains('\0', StringComparison.Ordinal);
}
