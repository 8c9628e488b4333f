namespace UpCoach.Hosting.LocalImages;

/// <summary>Reads the version out of an image's tag.</summary>
internal static class ImageTag
{
    /// <summary>Gets the number that a tag begins with (<c>v2.42.0</c> → <c>2.42.0</c>, <c>15-alpine</c> → <c>15</c>), or null.</summary>
    public static string? NumberOf(string? tag)
    {
        var text = tag.AsSpan();
        if (text is ['v' or 'V', ..])
            text = text[1..];
        var length = 0;
        while (length < text.Length && (char.IsAsciiDigit(text[length]) || text[length] == '.'))
            length++;
        var number = text[..length].TrimEnd('.');
        return number.IsEmpty || !char.IsAsciiDigit(number[0]) ? null : number.ToString();
    }

    /// <summary>Gets the major version of a tag, or null.</summary>
    public static string? MajorOf(string? tag) => NumberOf(tag)?.Split('.')[0];
}
