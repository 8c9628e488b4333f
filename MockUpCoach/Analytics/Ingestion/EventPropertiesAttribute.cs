using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace UpCoach.MockUpCoach.Analytics.Ingestion;

/// <summary>Accepts what a jsonb column accepts and a dashboard can use: a short JSON object without the NUL character.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
internal sealed class EventPropertiesAttribute : ValidationAttribute
{
    private const int MostCharacters = 2_000;

    public EventPropertiesAttribute()
        : base($"{{0}} must be a JSON object of at most {MostCharacters} characters.")
    {
    }

    /// <inheritdoc />
    public override bool IsValid(object? value) =>
        value is not JsonElement json || json.ValueKind == JsonValueKind.Null
        || (json.ValueKind == JsonValueKind.Object && json.GetRawText() is { Length: <= MostCharacters } text && !text.Contains("\\u0000", StringComparison.Ordinal));
}
