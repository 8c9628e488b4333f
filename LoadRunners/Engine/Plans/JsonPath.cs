using System.Text.Json;

namespace UpCoach.LoadRunners.Engine.Plans;

/// <summary>Paths in JSON as errors print them.</summary>
internal static class JsonPath
{
    /// <summary>Gives a property's path: <c>$.a.b</c>, or <c>$.a['odd key']</c>.</summary>
    public static string Property(string parent, string name) =>
        name.Length > 0 && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-')
            ? $"{parent}.{name}"
            : $"{parent}['{name.Replace("'", "\\'", StringComparison.Ordinal)}']";

    /// <summary>Names a value's kind in plain words.</summary>
    public static string KindOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => "a boolean",
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        _ => "null",
    };
}
