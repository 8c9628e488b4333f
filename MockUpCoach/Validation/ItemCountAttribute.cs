using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;

namespace UpCoach.MockUpCoach.Validation;

/// <summary>Bounds how many items a list has.</summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
public sealed class ItemCountAttribute : LengthAttribute
{
    /// <summary>Makes the attribute.</summary>
    /// <param name="least">The fewest items.</param>
    /// <param name="most">The most items.</param>
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Lists and arrays count themselves; only other types are looked into for a Count.")]
    public ItemCountAttribute(int least, int most)
        : base(least, most) => ErrorMessage = $"The field {{0}} must hold {least} to {most} items.";
}
