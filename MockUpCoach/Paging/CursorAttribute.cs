using System.ComponentModel.DataAnnotations;

namespace UpCoach.MockUpCoach.Paging;

/// <summary>Accepts no cursor, or one that a page gave.</summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
public sealed class CursorAttribute : ValidationAttribute
{
    /// <summary>Makes the attribute.</summary>
    public CursorAttribute()
        : base("The field {0} must be a cursor that an earlier page gave.")
    {
    }

    /// <inheritdoc />
    public override bool IsValid(object? value) => value is null or "" || (value is string text && Cursor.TryRead(text, out _));
}
