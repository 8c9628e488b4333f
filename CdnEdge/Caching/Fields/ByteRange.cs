using System.Globalization;

namespace UpCoach.CdnEdge.Caching.Fields;

/// <summary>A part of a body.</summary>
/// <remarks>RFC 9110, 14. A request for several parts is answered with the whole, which the RFC allows: nobody who streams or resumes sends one.</remarks>
/// <param name="Start">The first byte, from 0.</param>
/// <param name="Length">How many bytes; 0 where nothing of what is asked for exists.</param>
internal readonly record struct ByteRange(long Start, long Length)
{
    private const string Unit = "bytes=";

    public bool IsUnsatisfiable => Length == 0;

    /// <summary>The value of <c>Content-Range</c>.</summary>
    public string ContentRange(long total) => IsUnsatisfiable
        ? string.Create(CultureInfo.InvariantCulture, $"bytes */{total}")
        : string.Create(CultureInfo.InvariantCulture, $"bytes {Start}-{Start + Length - 1}/{total}");

    /// <summary>Reads <c>Range</c> for a body of <paramref name="total"/> bytes.</summary>
    /// <returns>The part; null where the field is to be ignored: another unit, several parts, or not a range.</returns>
    public static ByteRange? Parse(ReadOnlySpan<char> text, long total)
    {
        text = text.Trim(" \t");
        if (!text.StartsWith(Unit, StringComparison.OrdinalIgnoreCase)) return null;
        var range = text[Unit.Length..].Trim(" \t");
        var dash = range.IndexOf('-');
        if (dash < 0 || range.Contains(',')) return null;
        var first = Position(range[..dash]);
        var last = Position(range[(dash + 1)..]);
        if (dash == 0) return last is { } suffix ? new ByteRange(Math.Max(0, total - suffix), Math.Min(suffix, total)) : null;
        if (first is not { } start || (last is null && dash != range.Length - 1) || last < start) return null;
        return start >= total ? new ByteRange(0, 0) : new ByteRange(start, Math.Min(last ?? (total - 1), total - 1) - start + 1);
    }

    private static long? Position(ReadOnlySpan<char> text)
        => !text.ContainsAnyExceptInRange('0', '9') && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var position) ? position : null;
}
