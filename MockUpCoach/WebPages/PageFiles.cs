using System.Security.Cryptography;
using System.Text;
using UpCoach.MockUpCoach.Data;

namespace UpCoach.MockUpCoach.WebPages;

/// <summary>The files of all web pages, built into the assembly. Every replica of a version has the same.</summary>
/// <remarks>
/// Files refer to each other by relative addresses and lie together below <c>/assets/{version}/</c>, where the version is a hash over all of them: so an address names
/// its content for ever, modules import each other without a build step, and one changed file changes every address. Files whose own address must stay the same (pages,
/// service worker, manifest) are templates: they say <c>{{assets}}</c> for that folder and <c>{{files:shared/ app/}}</c> for a JSON array of addresses below it.
/// </remarks>
internal sealed class PageFiles
{
    private const string Folder = "pages/";

    private readonly Dictionary<string, PageFile> files;

    public PageFiles()
    {
        var contents = EmbeddedText.List(Folder).ToDictionary(name => name[Folder.Length..], ReadBytes, StringComparer.Ordinal);
        Version = Hash(contents);
        files = contents.ToDictionary(pair => pair.Key, pair => new PageFile(pair.Key, IsTemplate(pair.Key) ? Fill(pair.Value, contents.Keys) : pair.Value), StringComparer.Ordinal);
    }

    /// <summary>12 hexadecimal digits that change with any of the files.</summary>
    public string Version { get; }

    public PageFile this[string path] => files[path];

    public IEnumerable<PageFile> All => files.Values;

    /// <summary>Finds a file that may be served below the assets' folder, or null.</summary>
    public PageFile? Find(string path) => !IsTemplate(path) && files.TryGetValue(path, out var file) ? file : null;

    private static bool IsTemplate(string path) => Path.GetExtension(path) is ".html" or ".webmanifest" || path.EndsWith("/sw.js", StringComparison.Ordinal);

    private byte[] Fill(byte[] template, IEnumerable<string> paths)
    {
        var text = Encoding.UTF8.GetString(template);
        while (text.IndexOf("{{files:", StringComparison.Ordinal) is >= 0 and var begin)
        {
            var end = text.IndexOf("}}", begin, StringComparison.Ordinal);
            var folders = text[(begin + "{{files:".Length)..end].Split(' ');
            var listed = paths.Where(path => !IsTemplate(path) && folders.Any(folder => path.StartsWith(folder, StringComparison.Ordinal))).Order(StringComparer.Ordinal);
            text = $"{text[..begin]}[{string.Join(", ", listed.Select(path => $"\"{{{{assets}}}}/{path}\""))}]{text[(end + 2)..]}";
        }

        return Encoding.UTF8.GetBytes(text.Replace("{{assets}}", $"/assets/{Version}", StringComparison.Ordinal));
    }

    private static string Hash(Dictionary<string, byte[]> contents)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (path, content) in contents.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(path));
            hash.AppendData(content);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..12];
    }

    private static byte[] ReadBytes(string name)
    {
        using var stream = typeof(PageFiles).Assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
