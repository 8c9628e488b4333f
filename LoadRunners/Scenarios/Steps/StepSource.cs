using System.Text.Json;
using System.Text.RegularExpressions;

namespace UpCoach.LoadRunners.Scenarios.Steps;

/// <summary>Where in a response a value is: a place of its JSON, a header, or what a regular expression's first group (or the whole of it) finds there or in the body.</summary>
/// <param name="Json">The place in the body; null if it is not meant.</param>
/// <param name="Header">The header's name; null if it is not meant.</param>
/// <param name="Pattern">What to look for; null for all of it.</param>
internal sealed record StepSource(JsonQuery? Json, string? Header, Regex? Pattern)
{
    /// <summary>Gives the value as text; null if it is not there.</summary>
    public string? Find(StepAnswer answer)
    {
        var text = Json is { } query ? TextOf(answer.Find(query)) : Header is { } name ? answer.Header(name) : answer.Body;
        if (text is null || Pattern is null)
            return text;
        var match = Pattern.Match(text);
        return match.Success ? match.Groups[match.Groups.Count > 1 ? 1 : 0].Value : null;
    }

    private static string? TextOf(JsonElement? value) => value switch
    {
        null or { ValueKind: JsonValueKind.Null } => null,
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { } other => other.GetRawText(),
    };
}
