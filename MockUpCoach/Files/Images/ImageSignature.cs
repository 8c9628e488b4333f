namespace UpCoach.MockUpCoach.Files.Images;

/// <summary>Tells an image's format by its first bytes, whatever anybody calls it.</summary>
internal static class ImageSignature
{
    /// <summary>How many bytes <see cref="MediaTypeOf"/> wants to see.</summary>
    public const int Length = 12;

    /// <summary>The formats that are taken.</summary>
    public static readonly IReadOnlyList<string> MediaTypes = ["image/jpeg", "image/png", "image/webp", "image/gif", "image/avif"];

    /// <summary>Gives the media type; null if it is none that is taken.</summary>
    public static string? MediaTypeOf(ReadOnlySpan<byte> head) => head switch
    {
        [0xff, 0xd8, 0xff, ..] => "image/jpeg",
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a, ..] => "image/png",
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => "image/webp",
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', (byte)'7' or (byte)'9', (byte)'a', ..] => "image/gif",
        [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', (byte)'a', (byte)'v', (byte)'i', (byte)'f' or (byte)'s', ..] => "image/avif",
        _ => null,
    };
}
