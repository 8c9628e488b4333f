namespace UpCoach.CdnEdge.Caching.Fields;

/// <summary>Entity tags and the conditions on them (RFC 9110, 8.8.3 and 13.1.2).</summary>
internal static class EntityTag
{
    /// <summary>Says whether the tag changes with every byte, as ranges need it.</summary>
    public static bool IsStrong(string? tag) => tag is { Length: > 0 } && !tag.StartsWith("W/", StringComparison.Ordinal);

    /// <summary>Says whether <c>If-None-Match</c> names the tag, by weak comparison.</summary>
    public static bool IsNamedIn(ReadOnlySpan<char> condition, string? tag)
    {
        condition = condition.Trim(" \t");
        if (condition is "*") return true;
        if (tag is null) return false;
        var opaque = Opaque(tag);
        while (!condition.IsEmpty)
        {
            var end = EndOfMember(condition);
            if (Opaque(condition[..end].Trim(" \t")).SequenceEqual(opaque)) return true;
            condition = condition[Math.Min(condition.Length, end + 1)..];
        }

        return false;
    }

    private static ReadOnlySpan<char> Opaque(ReadOnlySpan<char> tag) => tag.StartsWith("W/", StringComparison.Ordinal) ? tag[2..] : tag;

    private static int EndOfMember(ReadOnlySpan<char> text)
    {
        var quoted = false;
        for (var n = 0; n < text.Length; n++)
        {
            if (text[n] == '"') quoted = !quoted;
            else if (text[n] == ',' && !quoted) return n;
        }

        return text.Length;
    }
}
