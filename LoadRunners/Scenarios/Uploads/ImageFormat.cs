namespace UpCoach.LoadRunners.Scenarios.Uploads;

/// <summary>What a picture's first bytes must be.</summary>
internal static class ImageFormat
{
    /// <summary>Gives the media type that the bytes are of; null for none of those the platform gives out.</summary>
    public static string? MediaTypeOf(ReadOnlySpan<byte> head) => head switch
    {
        [0xff, 0xd8, 0xff, ..] => "image/jpeg",
        [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => "image/png",
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => "image/webp",
        [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', (byte)'a', (byte)'v', (byte)'i', ..] => "image/avif",
        _ => null,
    };
}
