using System.Text;

namespace UpCoach.MockUpCoach.Data;

/// <summary>Reads text that is built into the assembly.</summary>
internal static class EmbeddedText
{
    /// <summary>Lists the names that begin with <paramref name="folder"/>, in ordinal order.</summary>
    public static IReadOnlyList<string> List(string folder) =>
        [.. typeof(EmbeddedText).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    /// <summary>Reads one text with line ends as <c>\n</c>.</summary>
    public static string Read(string name)
    {
        using var stream = typeof(EmbeddedText).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The assembly holds no {name}.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
