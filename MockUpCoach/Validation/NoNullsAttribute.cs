using System.Collections;
using System.ComponentModel.DataAnnotations;

namespace UpCoach.MockUpCoach.Validation;

/// <summary>Refuses a list that holds a null.</summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
public sealed class NoNullsAttribute : ValidationAttribute
{
    /// <summary>Makes the attribute.</summary>
    public NoNullsAttribute()
        : base("The field {0} must not hold null.")
    {
    }

    /// <inheritdoc />
    public override bool IsValid(object? value) => value is not IEnumerable items || items.Cast<object?>().All(item => item is not null);
}
