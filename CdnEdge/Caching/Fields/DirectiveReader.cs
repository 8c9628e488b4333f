namespace UpCoach.CdnEdge.Caching.Fields;

/// <summary>Goes through the directives of a <c>Cache-Control</c> value.</summary>
/// <remarks>
/// RFC 9111, 5.2.
/// <code>
/// Cache-Control   = #cache-directive
/// cache-directive = token [ "=" ( token / quoted-string ) ]
/// </code>
/// A comma inside quotes separates nothing. What stands after <c>=</c> is given as it is written, quotes apart: a space there makes the argument invalid, and that is for the caller to see.
/// </remarks>
internal ref struct DirectiveReader(ReadOnlySpan<char> text)
{
    private ReadOnlySpan<char> _rest = text;

    /// <summary>The directive's name as written.</summary>
    public ReadOnlySpan<char> Name { get; private set; }

    /// <summary>The argument without its quotes; empty where there is none.</summary>
    public ReadOnlySpan<char> Argument { get; private set; }

    /// <summary>Moves to the next directive.</summary>
    public bool Next()
    {
        while (true)
        {
            _rest = _rest.TrimStart(" \t,");
            if (_rest.IsEmpty) return false;
            var end = EndOfMember(_rest);
            var member = _rest[..end].TrimEnd(" \t");
            _rest = _rest[end..];
            if (member.IsEmpty) continue;
            var equals = member.IndexOf('=');
            Name = equals < 0 ? member : member[..equals];
            Argument = equals < 0 ? [] : Unquoted(member[(equals + 1)..]);
            return true;
        }
    }

    /// <summary>Says whether this is the directive of that name.</summary>
    public readonly bool Is(string name) => Name.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static int EndOfMember(ReadOnlySpan<char> text)
    {
        var quoted = false;
        for (var n = 0; n < text.Length; n++)
        {
            if (text[n] == '"') quoted = !quoted;
            else if (text[n] == '\\' && quoted) n++;
            else if (text[n] == ',' && !quoted) return n;
        }

        return text.Length;
    }

    private static ReadOnlySpan<char> Unquoted(ReadOnlySpan<char> argument)
        => argument.Length >= 2 && argument[0] == '"' && argument[^1] == '"' ? argument[1..^1] : argument;
}
