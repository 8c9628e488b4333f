using System.Globalization;
using UpCoach.LoadRunners.Reporting.Model;

namespace UpCoach.LoadRunners.Reporting.Files;

/// <summary>The folder of one run.</summary>
public sealed class RunDirectory
{
    private RunDirectory(string path) => Path = path;

    /// <summary>Absolute path.</summary>
    public string Path { get; }

    /// <summary>The name of a run that starts at an instant: <c>20261124T111500Z-smoke</c>.</summary>
    public static string NameOf(DateTimeOffset start, string planName)
    {
        var stamp = start.ToUniversalTime().ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var safe = new string([.. planName.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-' ? letter : '-')]);
        return $"{stamp}-{safe}";
    }

    /// <summary>Creates the folder, or takes one that is there.</summary>
    public static RunDirectory Create(string path) => new(Directory.CreateDirectory(path).FullName);

    /// <summary>Writes every format of the report.</summary>
    public void Write(RunReport report)
    {
        foreach (var format in ReportFormats.All)
        {
            WholeFile.Write(System.IO.Path.Combine(Path, format.FileName), format.Write(report));
        }
    }

    /// <summary>Points the link <c>latest</c>, beside this folder, at it. A real folder of that name is left alone.</summary>
    public void MarkLatest()
    {
        var latest = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(Path)!, "latest");
        if (Directory.Exists(latest) && new DirectoryInfo(latest).LinkTarget is null)
        {
            return;
        }

        try
        {
            File.Delete(latest);
            File.CreateSymbolicLink(latest, System.IO.Path.GetFileName(Path));
        }
        catch (IOException)
        {
            // Another run that ends in this moment made the link first: then that one is the latest.
        }
    }
}
