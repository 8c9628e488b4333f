using System.Globalization;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace UpCoach.MockUpCoach.Content;

/// <summary>The entity tag of an article is its version.</summary>
internal static class EntityTag
{
    public static string Of(ContentItem item) => string.Create(CultureInfo.InvariantCulture, $"\"{item.Version}\"");

    /// <summary>Gives the versions that an If-Match header accepts; null if it accepts all or there is none. Unknown tags match nothing.</summary>
    public static int[]? ReadVersions(StringValues header)
    {
        if (StringValues.IsNullOrEmpty(header))
            return null;
        if (!EntityTagHeaderValue.TryParseList(header, out var tags))
            return [];
        if (tags.Any(tag => tag.Equals(EntityTagHeaderValue.Any)))
            return null;
        return [.. tags.Where(tag => !tag.IsWeak).Select(Version).OfType<int>()];
    }

    private static int? Version(EntityTagHeaderValue tag) =>
        int.TryParse(tag.Tag.AsSpan().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;
}
