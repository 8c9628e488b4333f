using System.Globalization;
using Microsoft.Extensions.Options;

namespace UpCoach.MockUpCoach.Files;

/// <summary>Where contents lie. Every name is an id that this program made: nothing that a client says becomes part of a path.</summary>
/// <remarks>
/// Below the root:
/// <code>
/// incoming/ID       what is being received; one writer at a time
/// files/XX/ID       complete contents; XX are the last two digits of the id, its only random ones
/// images/ID/V.EXT   variants of an image; the folder appears whole or not at all
/// work/ID-…         what the worker is making
/// </code>
/// A content moves from one place to another by renaming, which a file system does whole or not at all.
/// </remarks>
internal sealed class FileFolders
{
    private readonly string root;
    private readonly Lazy<bool> made;

    public FileFolders(IOptions<FilesOptions> options)
    {
        root = Path.GetFullPath(options.Value.Root ?? Path.Combine(Path.GetTempPath(), "upcoach-files"));
        made = new(Make);
    }

    /// <summary>Gets the place of a content that is being received.</summary>
    public string Incoming(Guid id) => Place("incoming", Text(id));

    /// <summary>Gets the place of a complete content.</summary>
    public string File(Guid id)
    {
        var text = Text(id);
        return Place("files", text[^2..], text);
    }

    /// <summary>Gets the folder of an image's variants.</summary>
    public string Image(string id) => Place("images", id);

    /// <summary>Gets the place of one variant.</summary>
    public string Image(string id, string variant, string extension) => Place("images", id, $"{variant}.{extension}");

    /// <summary>Gets a new place for the worker to make an image in.</summary>
    public string Work(string id) => Place("work", $"{id}-{Guid.NewGuid():N}");

    /// <summary>Gets the place of a lock that all replicas see.</summary>
    public string Lock(string name) => Place("work", $"{name}.lock");

    /// <summary>Moves what was received to where complete contents lie.</summary>
    public void Keep(Guid id) => System.IO.File.Move(Incoming(id), File(id), overwrite: true);

    /// <summary>Deletes what was received; nothing happens if there is none.</summary>
    public void Forget(Guid id) => System.IO.File.Delete(Incoming(id));

    /// <summary>Deletes what was received before <paramref name="time"/> and nothing has touched since.</summary>
    public void ForgetOlderThan(DateTimeOffset time)
    {
        foreach (var file in new DirectoryInfo(Place("incoming")).EnumerateFiles().Where(file => file.LastWriteTimeUtc < time.UtcDateTime))
            file.Delete();
    }

    private static string Text(Guid id) => id.ToString("N");

    private string Place(params ReadOnlySpan<string> parts) => made.Value ? Path.Join(root, Path.Join(parts)) : root;

    private bool Make()
    {
        foreach (var folder in (string[])["incoming", "images", "work"])
            Directory.CreateDirectory(Path.Combine(root, folder));
        for (var n = 0; n < 256; n++)
            Directory.CreateDirectory(Path.Combine(root, "files", n.ToString("x2", CultureInfo.InvariantCulture)));
        return true;
    }
}
