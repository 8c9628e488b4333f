namespace UpCoach.CdnEdge.Caching.Fields;

/// <summary>Lists of tokens that commas separate (RFC 9110, 5.6.1).</summary>
internal static class FieldList
{
    /// <summary>Reads the members, empty ones left out.</summary>
    public static string[] Of(ReadOnlySpan<char> text)
        => text.ToString().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Reads the members of several lines.</summary>
    public static string[] Of(Microsoft.Extensions.Primitives.StringValues lines) => lines.Count == 0 ? [] : Of(lines.ToString());
}
