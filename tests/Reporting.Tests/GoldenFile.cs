using System.Runtime.CompilerServices;

namespace UpCoach.Reporting.Tests;

/// <summary>Compares text with a file beside the tests. With UPDATE_GOLDEN=1 the files are written anew, to be read in the diff.</summary>
internal static class GoldenFile
{
    public static void Matches(string name, string actual, [CallerFilePath] string caller = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(caller)!, "Golden", name);
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(path, actual);
        }

        Assert.Equal(File.ReadAllText(path), actual);
    }
}
