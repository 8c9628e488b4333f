using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace UpCoach.CdnEdge.Images;

/// <summary>The form of an image that suits one client.</summary>
/// <param name="Format">The smallest format that the client names.</param>
/// <param name="Width">The width in pixels; null is the original's.</param>
internal readonly record struct ImageVariant(ImageFormat Format, int? Width)
{
    private const string WidthParameter = "w";

    /// <summary>The variant's part of the key it is stored under.</summary>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"{Format switch { ImageFormat.Avif => "avif", ImageFormat.Webp => "webp", _ => "original" }}-{Width ?? 0}");

    /// <summary>Whether the original is what suits.</summary>
    public bool IsOriginal => Format == ImageFormat.Original && Width is null;

    /// <summary>Reads what a client can use.</summary>
    /// <remarks>Only formats that it names count: everybody sends <c>*/*</c>, also those who can't decode AVIF.</remarks>
    public static ImageVariant Of(StringValues accept, IQueryCollection query, ImageOptions options)
    {
        var formats = accept.ToString();
        var format = Names(formats, "image/avif") ? ImageFormat.Avif : Names(formats, "image/webp") ? ImageFormat.Webp : ImageFormat.Original;
        return new ImageVariant(format, RoundedUp(query[WidthParameter], options.Widths));
    }

    /// <summary>The query that the origin knows: without the width.</summary>
    public static QueryString OriginsQuery(IQueryCollection query)
        => QueryString.Create(query.Where(parameter => parameter.Key != WidthParameter).SelectMany(parameter => parameter.Value, (parameter, value) => KeyValuePair.Create(parameter.Key, value)));

    private static bool Names(string accept, string type)
    {
        foreach (var member in Caching.Fields.FieldList.Of(accept))
        {
            var parts = member.Split(';', StringSplitOptions.TrimEntries);
            if (parts[0].Equals(type, StringComparison.OrdinalIgnoreCase)) return !parts.Skip(1).Any(IsZero);
        }

        return false;
    }

    private static bool IsZero(string parameter)
        => parameter.StartsWith("q=", StringComparison.OrdinalIgnoreCase)
            && double.TryParse(parameter.AsSpan(2), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var weight) && weight == 0;

    private static int? RoundedUp(StringValues text, int[] widths)
    {
        if (text is not [{ } digits] || !int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var asked) || asked < 1) return null;
        foreach (var width in widths)
        {
            if (width >= asked) return width;
        }

        return null;
    }
}
