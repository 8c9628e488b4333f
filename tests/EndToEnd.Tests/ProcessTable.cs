using System.Globalization;

namespace UpCoach.EndToEnd.Tests;

/// <summary>A process by number and start time, so that a reused number is not mistaken for it.</summary>
internal readonly record struct ProcessIdentity(int Id, string StartTicks, string Name)
{
    /// <summary>What stays when it becomes another program.</summary>
    public (int, string) Key => (Id, StartTicks);

    public override string ToString() => $"{Name} ({Id})";
}

/// <summary>Reads <c>/proc</c>.</summary>
internal static class ProcessTable
{
    /// <summary>All processes below <paramref name="ancestor"/>, itself left out.</summary>
    public static IEnumerable<ProcessIdentity> DescendantsOf(int ancestor)
    {
        var children = All().ToLookup(entry => entry.Parent);
        var open = new Stack<int>([ancestor]);
        while (open.TryPop(out var parent))
        {
            foreach (var child in children[parent])
            {
                open.Push(child.Identity.Id);
                yield return child.Identity;
            }
        }
    }

    /// <summary>All processes that run; a zombie that nobody has reaped yet does not.</summary>
    public static IEnumerable<ProcessIdentity> Alive() => All().Where(entry => entry.State != 'Z').Select(entry => entry.Identity);

    /// <summary>The environment that a process was started with; empty where it is gone, as a database's short-lived helpers soon are.</summary>
    public static IReadOnlyDictionary<string, string> EnvironmentOf(int id) =>
        Text(id, "environ").Split('\0', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2))
            .Where(pair => pair.Length == 2)
            .DistinctBy(pair => pair[0])
            .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);

    /// <summary>The argument list of a process, separated by spaces; empty where it is gone.</summary>
    public static string CommandLineOf(int id) => Text(id, "cmdline").Replace('\0', ' ');

    private static string Text(int id, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/{file}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static List<Entry> All() =>
    [
        .. Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) ? Read(id) : null)
            .OfType<Entry>(),
    ];

    // /proc/<id>/stat: id (name) state ppid ... ; field 22 is the start time in clock ticks. The name may hold blanks and brackets.
    private static Entry? Read(int id)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{id}/stat");
            var end = text.LastIndexOf(')');
            var name = text[(text.IndexOf('(', StringComparison.Ordinal) + 1)..end];
            var fields = text[(end + 2)..].Split(' ');
            return new Entry(new ProcessIdentity(id, fields[19], name), fields[0][0], int.Parse(fields[1], CultureInfo.InvariantCulture));
        }
        catch (IOException)
        {
            return null;
        }
    }

    private sealed record Entry(ProcessIdentity Identity, char State, int Parent);
}
