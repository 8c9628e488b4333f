namespace UpCoach.Architecture.Tests;

/// <summary>How the source reads: small files, a room a folder.</summary>
public sealed class ShapeTests
{
    private const int UsualLines = 180;
    private const int MostLines = 250;

    [Fact]
    public void ShippedFiles_NinetyPercent_AreUnderTheUsualSize()
    {
        var lengths = Repository.ShippedSources().Select(Length).ToList();
        var usual = lengths.Count(length => length <= UsualLines);
        Assert.True(usual >= 0.9 * lengths.Count, $"{usual} of {lengths.Count} files have at most {UsualLines} lines.");
    }

    [Fact]
    public void ShippedFile_OverTheLimit_DoesNotExist() =>
        Assert.Empty(Repository.ShippedSources().Where(path => Length(path) > MostLines).Select(path => $"{path}: {Length(path)} lines"));

    [Fact]
    public void Program_OfEveryRoom_FitsOnePage() =>
        Assert.Empty(Repository.ShippedSources()
            .Where(path => path.EndsWith("/Program.cs", StringComparison.Ordinal) && Length(path) > 60)
            .Select(path => $"{path}: {Length(path)} lines"));

    [Fact]
    public void Warnings_AreFixed_NotSilenced() =>
        Assert.Empty(
            from path in Repository.ShippedSources()
            from line in File.ReadLines(Path.Combine(Repository.Root, path))
            where line.TrimStart().StartsWith("#pragma warning disable", StringComparison.Ordinal)
            select $"{path}: {line.Trim()}");

    private static int Length(string path) => File.ReadLines(Path.Combine(Repository.Root, path)).Count();
}
