using System.Globalization;

namespace UpCoach.AppHost.Resources;

/// <summary>Where the files of a run go: <c>results/UTC stamp-plan/</c>.</summary>
/// <param name="Path">The folder. It need not exist yet.</param>
internal sealed record ResultsFolder(string Path)
{
    /// <summary>Gets the folder that a manifest names: a deployment has no stamp yet.</summary>
    public static ResultsFolder Published { get; } = new("results");

    /// <summary>Gets the file that describes the topology to the report.</summary>
    public string TopologyFile => System.IO.Path.Combine(Path, "topology.json");

    /// <summary>Gets the folder of the resources' logs.</summary>
    public string Logs => System.IO.Path.Combine(Path, "logs");

    /// <summary>Makes a folder of this lab's own: of two labs started in the same second, one gets a number.</summary>
    /// <param name="appHostDirectory">The AppHost's folder, beside <c>results</c>.</param>
    /// <param name="planName">The plan's name.</param>
    /// <param name="time">The clock.</param>
    public static ResultsFolder Next(string appHostDirectory, string planName, TimeProvider time)
    {
        var stamp = time.GetUtcNow().ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var path = System.IO.Path.GetFullPath(System.IO.Path.Combine(appHostDirectory, "..", "results", $"{stamp}-{planName}"));
        var number = 1;
        var free = path;
        while (!TryClaim(free))
        {
            free = string.Create(CultureInfo.InvariantCulture, $"{path}-{++number}");
        }

        return new ResultsFolder(free);
    }

    // Making a folder tells nobody whether it was there already; making a file that must be new does, whoever else tries at the same instant.
    private static bool TryClaim(string path)
    {
        if (Directory.Exists(path))
        {
            return false;
        }

        Directory.CreateDirectory(path);
        try
        {
            using var claim = new FileStream(System.IO.Path.Combine(path, ".claim"), FileMode.CreateNew);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Makes the folders.</summary>
    public void Create() => Directory.CreateDirectory(Logs);
}
