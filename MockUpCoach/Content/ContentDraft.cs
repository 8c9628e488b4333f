using System.ComponentModel.DataAnnotations;
using UpCoach.MockUpCoach.Validation;

namespace UpCoach.MockUpCoach.Content;

/// <summary>The body of a create or an update.</summary>
/// <param name="Title">1 to 200 characters.</param>
/// <param name="Body">1 to 20,000 characters.</param>
/// <param name="Tags">Up to 10 tags; none if left out.</param>
public sealed record ContentDraft(
    [Required, StringLength(200), PlainText] string? Title,
    [Required, StringLength(20_000), PlainText] string? Body,
    [Tags] string[]? Tags);
