using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace UpCoach.LoadRunners.Scenarios.Steps;

/// <summary>A JSONPath (RFC 9535) that names one place: member names and array indexes, as <c>$.items[0].id</c>, <c>$['odd key'][-1]</c>.</summary>
/// <remarks>Wildcards, slices and filters name many places; a check of one value has no use for them.</remarks>
internal sealed partial class JsonQuery
{
    /// <summary>What a query looks like, for errors.</summary>
    public const string Allowed = "expected a JSONPath of names and indexes, as $.items[0].id or $['odd key'][-1]";

    private readonly (string? Name, int Index)[] _segments;

    private JsonQuery(string text, (string?, int)[] segments) => (Text, _segments) = (text, segments);

    /// <summary>Gets the query as it was written.</summary>
    public string Text { get; }

    /// <summary>Reads a query; null if it is none.</summary>
    public static JsonQuery? TryParse(string text)
    {
        if (!text.StartsWith('$'))
            return null;
        List<(string?, int)> segments = [];
        for (var at = 1; at < text.Length;)
        {
            var match = Segment().Match(text, at);
            if (!match.Success || match.Index != at)
                return null;
            segments.Add(match.Groups["index"] is { Success: true } index
                ? (null, int.Parse(index.Value, CultureInfo.InvariantCulture))
                : (match.Groups["name"].Success ? match.Groups["name"].Value : match.Groups["quoted"].Value.Replace("\\'", "'", StringComparison.Ordinal), 0));
            at += match.Length;
        }

        return new JsonQuery(text, [.. segments]);
    }

    /// <summary>Gives the value at that place; null if there is none.</summary>
    public JsonElement? Find(JsonElement root)
    {
        var value = root;
        foreach (var (name, index) in _segments)
        {
            if (name is not null)
            {
                if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(name, out value))
                    return null;
                continue;
            }

            if (value.ValueKind != JsonValueKind.Array)
                return null;
            var count = value.GetArrayLength();
            var at = index < 0 ? count + index : index;
            if (at < 0 || at >= count)
                return null;
            value = value[at];
        }

        return value;
    }

    [GeneratedRegex(@"\G(?:\.(?<name>[\p{L}_][\p{L}\p{N}_-]*)|\[(?<index>-?\d{1,9})\]|\['(?<quoted>(?:[^'\\]|\\')*)'\])")]
    private static partial Regex Segment();
}
