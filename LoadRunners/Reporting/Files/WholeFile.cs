using System.Text;

namespace UpCoach.LoadRunners.Reporting.Files;

/// <summary>Writes files that exist either whole or not at all.</summary>
public static class WholeFile
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Ending of a file that is still being written.</summary>
    public const string PartEnding = ".part";

    /// <summary>Writes text under a temporary name in the same folder, flushes it to disk, then renames it: a rename is atomic within a folder.</summary>
    public static void Write(string path, string text)
    {
        var part = path + PartEnding;
        using (var file = new FileStream(part, FileMode.Create, FileAccess.Write))
        {
            file.Write(Utf8.GetBytes(text));
            file.Flush(flushToDisk: true);
        }

        File.Move(part, path, overwrite: true);
    }
}
