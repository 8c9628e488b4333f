using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace UpCoach.Hosting.Running;

/// <summary>The folder of one run: every container has its own below it. Deleted at the end, unless <c>keep-data</c> is set.</summary>
internal sealed class RunFolder : IDisposable
{
    private const string KeepDataKey = "keep-data";

    // Set here for drawings that give a service a folder of the run.
    private const string RunFolderKey = "run-folder";

    // Servers that may not run as root must reach their folder through this one.
    private const UnixFileMode Reachable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private readonly bool _keepsData;

    public RunFolder(IConfiguration configuration)
    {
        _keepsData = configuration.GetValue(KeepDataKey, false);
        Path = Directory.CreateTempSubdirectory(string.Create(CultureInfo.InvariantCulture, $"upcoach-lab-{Environment.ProcessId}-")).FullName;
        configuration[RunFolderKey] = Path;
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Path, Reachable);
        }
    }

    public string Path { get; }

    public string Of(string resourceName) => Directory.CreateDirectory(System.IO.Path.Combine(Path, resourceName)).FullName;

    public void Dispose()
    {
        if (_keepsData)
        {
            System.Console.WriteLine($"data kept in {Path}");
            return;
        }

        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // Gone already, as wanted.
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A process that is being killed may still write; what is left is in the temp folder.
            System.Console.Error.WriteLine($"warning: {Path} could not be deleted: {error.Message}");
        }
    }
}
