using System.Globalization;

namespace UpCoach.Benchmarks.Platform;

/// <summary>Reads what a process has in memory, by the file behind it (<c>/proc/PID/smaps</c>).</summary>
internal static class ResidentMappings
{
    /// <summary>Gives each file's resident part, the largest first. Private pages without a file are <c>anonymous</c>.</summary>
    public static IEnumerable<(string Name, long Kilobytes)> Read(int process)
    {
        var sizes = new Dictionary<string, long>(StringComparer.Ordinal);
        var name = "";
        foreach (var line in File.ReadLines(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/smaps")))
        {
            var fields = line.Split(' ', 6, StringSplitOptions.RemoveEmptyEntries);
            if (!fields[0].EndsWith(':'))
                name = fields.Length < 6 ? "anonymous" : fields[5];
            else if (fields[0] == "Rss:")
                sizes[name] = sizes.GetValueOrDefault(name) + long.Parse(fields[1], CultureInfo.InvariantCulture);
        }

        return sizes.OrderByDescending(pair => pair.Value).Select(pair => (pair.Key, pair.Value));
    }
}
