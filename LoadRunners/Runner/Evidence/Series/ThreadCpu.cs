using System.Globalization;

namespace UpCoach.LoadRunners.Runner.Evidence.Series;

/// <summary>CPU time of the calling thread.</summary>
internal static class ThreadCpu
{
    private const string Schedule = "/proc/thread-self/schedstat";

    /// <summary>Reads it: the first number of schedstat, nanoseconds on a CPU.</summary>
    /// <returns>Seconds; null where the system does not tell.</returns>
    public static double? Seconds()
    {
        try
        {
            return double.Parse(File.ReadAllText(Schedule).Split(' ')[0], CultureInfo.InvariantCulture) / 1e9;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            return null;
        }
    }
}
