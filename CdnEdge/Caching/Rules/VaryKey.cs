using Microsoft.Extensions.Primitives;

namespace UpCoach.CdnEdge.Caching.Rules;

/// <summary>The request fields that chose an answer, and what they said.</summary>
/// <remarks>RFC 9111, 4.1: two requests choose the same when each named field says the same, after normalisation that is known not to change its meaning.</remarks>
internal sealed class VaryKey
{
    public static readonly VaryKey None = new([], [], [], null);

    private readonly string[] _names;
    private readonly StringValues[] _raw;
    private readonly string[] _values;
    private readonly string? _language;

    private VaryKey(string[] names, StringValues[] raw, string[] values, string? language)
    {
        _names = names;
        _raw = raw;
        _values = values;
        _language = language;
    }

    /// <summary>Whether it depends on something that no request shows.</summary>
    public static bool IsUnpredictable(StringValues vary) => vary.Count > 0 && Fields.FieldList.Of(vary).Contains("*");

    /// <summary>Reads what chose an answer.</summary>
    /// <param name="request">The request's fields.</param>
    /// <param name="response">The answer's fields: <c>Vary</c>, and <c>Content-Language</c> as what was chosen.</param>
    public static VaryKey Of(IHeaderDictionary request, IHeaderDictionary response)
    {
        if (response.Vary.Count == 0) return None;
        var names = Fields.FieldList.Of(response.Vary).Select(name => name.ToLowerInvariant()).Distinct().Order(StringComparer.Ordinal).ToArray();
        return new VaryKey(
            names,
            [.. names.Select(name => request[name])],
            [.. names.Select(name => FieldNormalizer.Normalize(name, request[name]))],
            response.ContentLanguage is [{ Length: > 0 } language] && !language.Contains(',') ? language : null);
    }

    /// <summary>Says whether a request would have been given this answer.</summary>
    public bool Matches(IHeaderDictionary request)
    {
        for (var n = 0; n < _names.Length; n++)
        {
            var now = request[_names[n]];
            if (now == _raw[n]) continue;
            if (FieldNormalizer.Normalize(_names[n], now) != _values[n] && !IsWantedLanguage(_names[n], now)) return false;
        }

        return true;
    }

    public bool IsSameAs(VaryKey other) => _names.AsSpan().SequenceEqual(other._names) && _values.AsSpan().SequenceEqual(other._values);

    // What a client likes best is there: no other choice of the origin could be better.
    private bool IsWantedLanguage(string name, StringValues now)
        => _language is not null && name == "accept-language" && FieldNormalizer.Favourite(now) is { } favourite && favourite.Equals(_language, StringComparison.OrdinalIgnoreCase);
}
