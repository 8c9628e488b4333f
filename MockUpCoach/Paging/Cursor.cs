using System.Globalization;

namespace UpCoach.MockUpCoach.Paging;

/// <summary>Where a page ends: the key of its last row as decimal text. Clients give it back as they got it.</summary>
internal static class Cursor
{
    /// <summary>Reads a cursor; no cursor is <paramref name="start"/>.</summary>
    /// <exception cref="FormatException">It was not checked by <see cref="CursorAttribute"/> and is not one.</exception>
    public static long Read(string? text, long start) =>
        string.IsNullOrEmpty(text) ? start : TryRead(text, out var key) ? key : throw new FormatException("Not a cursor.");

    public static bool TryRead(string text, out long key) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out key);

    public static string Write(long key) => key.ToString(CultureInfo.InvariantCulture);
}
