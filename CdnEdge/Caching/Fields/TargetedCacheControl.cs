namespace UpCoach.CdnEdge.Caching.Fields;

/// <summary>Reads <c>CDN-Cache-Control</c>: what an origin tells content delivery networks apart from everybody else.</summary>
/// <remarks>
/// RFC 9213. A field that is valid and not empty takes the place of <c>Cache-Control</c> and <c>Expires</c> whole; one that is not, or that has a directive of the wrong type, is as if it were absent.
/// </remarks>
internal static class TargetedCacheControl
{
    public const string Name = "CDN-Cache-Control";

    private static readonly HashSet<string> Numbers = ["max-age", "s-maxage", "stale-while-revalidate", "stale-if-error"];
    private static readonly HashSet<string> Flags = ["no-store", "private", "public", "no-cache", "must-revalidate", "proxy-revalidate", "must-understand"];

    /// <summary>Reads the field; null where <c>Cache-Control</c> counts instead.</summary>
    public static ResponseDirectives? Parse(ReadOnlySpan<char> text)
    {
        if (StructuredDictionary.Parse(text) is not { Count: > 0 } members) return null;
        return members.All(HasItsType) ? ResponseDirectives.From(members) : null;
    }

    private static bool HasItsType(KeyValuePair<string, object> member)
    {
        if (Numbers.Contains(member.Key)) return member.Value is long and >= 0;

        // Fields in an argument (no-cache="a") are taken as the whole directive: the stricter reading.
        return !Flags.Contains(member.Key) || member.Value is bool or string or StructuredToken;
    }
}
