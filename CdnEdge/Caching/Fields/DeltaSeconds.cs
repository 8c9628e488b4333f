namespace UpCoach.CdnEdge.Caching.Fields;

/// <summary>Reads the seconds of <c>Age</c> and of directives.</summary>
/// <remarks>RFC 9111, 1.2.2: <c>delta-seconds = 1*DIGIT</c>; what is larger than 2^31 counts as 2^31.</remarks>
internal static class DeltaSeconds
{
    /// <summary>The largest number of seconds, about 68 years.</summary>
    public const long Most = 2_147_483_648;

    /// <summary>Reads a number of seconds; null where the text is no number.</summary>
    public static long? Parse(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty) return null;
        long value = 0;
        foreach (var digit in text)
        {
            if (!char.IsAsciiDigit(digit)) return null;
            value = Math.Min(Most, (value * 10) + digit - '0');
        }

        return value;
    }

    /// <summary>Reads <c>Age</c>: the first member of what may be a list by mistake; one that is no number is ignored.</summary>
    /// <remarks>RFC 9111, 5.1: a list is an error, of which the first member counts, and what is not a number is ignored.</remarks>
    public static long Age(ReadOnlySpan<char> text)
    {
        var comma = text.IndexOf(',');
        return Parse((comma < 0 ? text : text[..comma]).Trim(" \t")) ?? 0;
    }
}
