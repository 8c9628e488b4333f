using System.Globalization;

namespace UpCoach.MockUpCoach.Data.Migrations;

/// <summary>Reads the migrations that are built into the assembly: <c>0001_tables.sql</c> and so on.</summary>
internal static class MigrationReader
{
    private const string Folder = "migrations/";

    public static IReadOnlyList<Migration> ReadAll() => [.. EmbeddedText.List(Folder).Select(Read)];

    private static Migration Read(string resource)
    {
        var name = Path.GetFileNameWithoutExtension(resource[Folder.Length..]);
        return new Migration(int.Parse(name.AsSpan(0, 4), CultureInfo.InvariantCulture), name[5..], EmbeddedText.Read(resource));
    }
}
