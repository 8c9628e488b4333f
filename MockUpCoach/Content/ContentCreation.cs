using System.ComponentModel.DataAnnotations;
using UpCoach.MockUpCoach.Validation;

namespace UpCoach.MockUpCoach.Content;

/// <summary>The body of a create.</summary>
/// <param name="Title">1 to 200 characters.</param>
/// <param name="Body">1 to 20,000 characters.</param>
/// <param name="Tags">Up to 10 tags; none if left out.</param>
/// <param name="Status">draft, which only its author sees, or published, which it is if left out.</param>
public sealed record ContentCreation(
    [Required, StringLength(200), PlainText] string? Title,
    [Required, StringLength(20_000), PlainText] string? Body,
    [Tags] string[]? Tags,
    [AllowedValues("draft", "published", null)] string? Status = null);
