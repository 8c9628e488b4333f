using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace UpCoach.CdnEdge.Caching.Rules;

/// <summary>Writes different spellings of one request field the same way.</summary>
internal static class FieldNormalizer
{
    /// <summary>Joins lines and takes out space around commas; of fields that negotiate, orders the members by weight and then by name, without case.</summary>
    public static string Normalize(string name, StringValues lines)
    {
        var text = lines.ToString();
        if (text.Length == 0 || text.Contains('"')) return text;
        return name is "accept" or "accept-encoding" or "accept-language" or "accept-charset" ? Negotiation(text) : string.Join(',', Fields.FieldList.Of(text));
    }

    /// <summary>The one member that is liked best; null where several are, or none is.</summary>
    public static string? Favourite(StringValues lines)
    {
        var members = Members(lines.ToString()).OrderByDescending(member => member.Weight).Take(2).ToArray();
        return members switch
        {
            [var only] when only.Weight > 0 => only.Name,
            [var first, var second] when first.Weight > second.Weight => first.Name,
            _ => null,
        };
    }

    private static string Negotiation(string text)
        => string.Join(',', Members(text)
            .OrderByDescending(member => member.Weight)
            .ThenBy(member => member.Name, StringComparer.Ordinal)
            .Select(member => string.Create(CultureInfo.InvariantCulture, $"{member.Name};q={member.Weight:0.###}")));

    private static IEnumerable<(string Name, double Weight)> Members(string text)
    {
        foreach (var member in Fields.FieldList.Of(text))
        {
            var parts = member.ToLowerInvariant().Split(';', StringSplitOptions.TrimEntries);
            var weight = 1.0;
            var name = parts[0];
            foreach (var parameter in parts.Skip(1))
            {
                if (!parameter.StartsWith("q=", StringComparison.Ordinal)) name += ";" + parameter;
                else if (double.TryParse(parameter.AsSpan(2), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var given)) weight = given;
            }

            yield return (name, weight);
        }
    }
}
