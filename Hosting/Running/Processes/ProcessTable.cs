using System.Globalization;

namespace UpCoach.Hosting.Running.Processes;

/// <summary>Reads the processes of this machine from /proc.</summary>
internal static class ProcessTable
{
    /// <summary>Reads every process that still runs; a zombie does not.</summary>
    public static IReadOnlyList<ProcessEntry> Read()
    {
        var entries = new List<ProcessEntry>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) && ReadOne(id) is { } entry)
                entries.Add(entry);
        }
        return entries;
    }

    /// <summary>Tells whether the environment that a process was started with contains a text. What cannot be read does not.</summary>
    public static bool EnvironmentContains(int id, ReadOnlySpan<byte> text)
    {
        try
        {
            return File.ReadAllBytes($"/proc/{id}/environ").AsSpan().IndexOf(text) >= 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static ProcessEntry? ReadOne(int id)
    {
        string line;
        try
        {
            line = File.ReadAllText($"/proc/{id}/stat");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
        // "id (name) state parent group session ... start": the name may contain anything, so count from its closing parenthesis.
        var fields = line[(line.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length < 20 || fields[0] is "Z" or "X")
            return null;
        return new ProcessEntry(id, Number(fields[1]), Number(fields[2]), Number(fields[3]), long.Parse(fields[19], CultureInfo.InvariantCulture));
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
