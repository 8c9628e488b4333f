namespace UpCoach.Hosting.LocalImages;

/// <summary>Copies files with their permissions.</summary>
internal static class FileTree
{
    /// <summary>Copies a file, or a folder with all that it holds.</summary>
    public static void Copy(string source, string target)
    {
        if (File.Exists(source))
        {
            File.Copy(source, target, overwrite: true);
            return;
        }
        Directory.CreateDirectory(target);
        foreach (var entry in Directory.EnumerateFileSystemEntries(source))
            Copy(entry, Path.Combine(target, Path.GetFileName(entry)));
    }
}
