using System.ComponentModel.DataAnnotations;
using UpCoach.MockUpCoach.Validation;

namespace UpCoach.MockUpCoach.Mobile.Batching;

/// <summary>Several requests in one.</summary>
/// <param name="Requests">1 to 20, done in this order; GETs that follow each other are done at the same time.</param>
public sealed record BatchRequest([Required, ItemCount(1, 20), NoNulls] IReadOnlyList<BatchPart>? Requests) : IValidatableObject
{
    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Requests is not null && Requests.Select(part => part?.Id).Distinct(StringComparer.Ordinal).Count() < Requests.Count)
            yield return new ValidationResult("Each request needs an id of its own.", [nameof(Requests)]);
    }
}
