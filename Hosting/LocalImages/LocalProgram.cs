namespace UpCoach.Hosting.LocalImages;

/// <summary>A program of this machine that stands for an image.</summary>
/// <param name="Name">The program's name, such as <c>postgres</c>.</param>
/// <param name="Path">Its full path.</param>
/// <param name="Version">Its version, such as <c>15.18</c>.</param>
public sealed record LocalProgram(string Name, string Path, string Version)
{
    /// <summary>Gets the folder that holds the program.</summary>
    public string Folder => System.IO.Path.GetDirectoryName(Path)!;

    /// <summary>Tells whether the version is the one that a tag asks for: <c>15.18</c> satisfies <c>15</c> and <c>15-alpine</c>, not <c>17</c>.</summary>
    /// <param name="tag">The image's tag; null and tags without a number are satisfied by any version.</param>
    /// <returns>Whether the version begins with the tag's number.</returns>
    public bool Satisfies(string? tag)
    {
        var asked = ImageTag.NumberOf(tag);
        return asked is null || Version == asked || Version.StartsWith(asked + ".", StringComparison.Ordinal);
    }

    /// <summary>Describes the program for the resource table: <c>postgres 15.18 (image asks 17.6)</c>.</summary>
    /// <param name="tag">The image's tag.</param>
    /// <returns>Name and version, and the tag's version where it differs.</returns>
    public string DescribeAgainst(string? tag) =>
        Satisfies(tag) ? $"{Name} {Version}" : $"{Name} {Version} (image asks {ImageTag.NumberOf(tag)})";
}
