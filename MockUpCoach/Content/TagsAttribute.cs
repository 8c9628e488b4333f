using System.ComponentModel.DataAnnotations;

namespace UpCoach.MockUpCoach.Content;

/// <summary>Accepts up to 10 tags of 1 to 40 lower-case letters, digits and hyphens, each once.</summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
public sealed class TagsAttribute : ValidationAttribute
{
    private const int Most = 10;
    private const int Longest = 40;

    /// <summary>Makes the attribute.</summary>
    public TagsAttribute()
        : base("The field {0} must hold at most 10 different tags, each of 1 to 40 lower-case letters, digits and hyphens.")
    {
    }

    /// <inheritdoc />
    public override bool IsValid(object? value) =>
        value is not string[] tags
        || (tags.Length <= Most && tags.All(IsTag) && tags.Distinct(StringComparer.Ordinal).Count() == tags.Length);

    private static bool IsTag(string? tag) =>
        tag is { Length: > 0 and <= Longest } && tag.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}
