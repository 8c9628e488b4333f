using System.Globalization;

namespace UpCoach.CdnEdge.Caching.Fields;

/// <summary>Reads a dictionary of structured fields, or nothing at all where one character is wrong.</summary>
/// <remarks>
/// RFC 9651, 4.2.2. A member's value is a long, decimal, string, <see cref="StructuredToken"/>, byte array, bool or list of these; parameters are checked and left out, since no caller needs them.
/// <code>
/// dictionary = member *( OWS "," OWS member )
/// member     = key ( parameters / "=" ( bare-item / inner-list ) parameters )
/// key        = ( lcalpha / "*" ) *( lcalpha / DIGIT / "_" / "-" / "." / "*" )
/// inner-list = "(" *SP [ item *( 1*SP item ) *SP ] ")"
/// </code>
/// </remarks>
internal ref struct StructuredDictionary
{
    private readonly ReadOnlySpan<char> _text;
    private int _at;

    private StructuredDictionary(ReadOnlySpan<char> text) => _text = text;

    private readonly bool AtEnd => _at >= _text.Length;

    private readonly char Current => AtEnd ? '\0' : _text[_at];

    /// <summary>Reads a dictionary; of a key that is given twice the last value counts.</summary>
    /// <returns>The members, or null where the text is not a dictionary.</returns>
    public static IReadOnlyDictionary<string, object>? Parse(ReadOnlySpan<char> text)
    {
        var reader = new StructuredDictionary(text.Trim(' '));
        var members = new Dictionary<string, object>(StringComparer.Ordinal);
        if (reader.AtEnd) return members;
        while (true)
        {
            if (reader.Key() is not { } key || reader.MemberValue() is not { } value) return null;
            members[key] = value;
            reader.SkipOptionalSpace();
            if (reader.AtEnd) return members;
            if (!reader.Take(',')) return null;
            reader.SkipOptionalSpace();
            if (reader.AtEnd) return null;
        }
    }

    private object? MemberValue()
    {
        var value = !Take('=') ? true : Current == '(' ? InnerList() : BareItem();
        return value is not null && Parameters() ? value : null;
    }

    private List<object>? InnerList()
    {
        var items = new List<object>();
        Take('(');
        while (true)
        {
            while (Take(' ')) { }
            if (Take(')')) return items;
            if (BareItem() is not { } item || !Parameters()) return null;
            items.Add(item);
            if (Current is not (' ' or ')')) return null;
        }
    }

    private bool Parameters()
    {
        while (Take(';'))
        {
            while (Take(' ')) { }
            if (Key() is null) return false;
            if (Take('=') && BareItem() is null) return false;
        }

        return true;
    }

    private string? Key()
    {
        var start = _at;
        if (!char.IsAsciiLetterLower(Current) && Current != '*') return null;
        while (char.IsAsciiLetterLower(Current) || char.IsAsciiDigit(Current) || Current is '_' or '-' or '.' or '*') _at++;
        return _text[start.._at].ToString();
    }

    private object? BareItem() => Current switch
    {
        '"' => String(),
        ':' => Bytes(),
        '?' => Boolean(),
        '-' or (>= '0' and <= '9') => Number(),
        '*' or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') => Token(),
        _ => null,
    };

    // At most 15 digits for an integer; at most 12 before and 3 after the point of a decimal.
    private object? Number()
    {
        var start = _at;
        Take('-');
        var whole = Digits();
        if (whole is 0 or > 15) return null;
        if (Current != '.') return long.Parse(_text[start.._at], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        _at++;
        return whole <= 12 && Digits() is >= 1 and <= 3
            ? decimal.Parse(_text[start.._at], NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture)
            : null;
    }

    private string? String()
    {
        var text = new System.Text.StringBuilder();
        for (_at++; !AtEnd; _at++)
        {
            if (Current == '"')
            {
                _at++;
                return text.ToString();
            }

            if (Current is < ' ' or > '~') return null;
            if (Current == '\\' && (++_at >= _text.Length || Current is not ('"' or '\\'))) return null;
            text.Append(Current);
        }

        return null;
    }

    private byte[]? Bytes()
    {
        var end = _text[(_at + 1)..].IndexOf(':');
        if (end < 0) return null;
        var encoded = _text.Slice(_at + 1, end);
        _at += end + 2;
        var bytes = new byte[encoded.Length];
        return Convert.TryFromBase64Chars(encoded, bytes, out var length) ? bytes[..length] : null;
    }

    private bool? Boolean()
    {
        _at++;
        if (Take('1')) return true;
        return Take('0') ? false : null;
    }

    private StructuredToken Token()
    {
        var start = _at++;
        while (char.IsAsciiLetterOrDigit(Current) || (!AtEnd && "!#$%&'*+-.^_`|~:/".Contains(Current))) _at++;
        return new StructuredToken(_text[start.._at].ToString());
    }

    private int Digits()
    {
        var start = _at;
        while (char.IsAsciiDigit(Current)) _at++;
        return _at - start;
    }

    private void SkipOptionalSpace()
    {
        while (Current is ' ' or '\t') _at++;
    }

    private bool Take(char expected)
    {
        if (AtEnd || _text[_at] != expected) return false;
        _at++;
        return true;
    }
}
