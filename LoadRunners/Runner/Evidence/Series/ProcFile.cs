using System.Globalization;

namespace UpCoach.LoadRunners.Runner.Evidence.Series;

/// <summary>Reads Linux's <c>/proc</c> (proc(5)).</summary>
internal static class ProcFile
{
    /// <summary>Kernel ticks a second of CPU times; 100 on every architecture that .NET runs on.</summary>
    public const double TicksPerSecond = 100;

    /// <summary>Gives a process's parent, CPU ticks, those of its dead children, and threads; null if there is no such process.</summary>
    public static ProcessStat? Stat(int id)
    {
        // The name, in brackets, may hold anything: fields are counted from its end. Field 3 of proc(5) is index 0 here.
        if (TryRead($"/proc/{Text(id)}/stat") is not { } text) return null;
        var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        return new ProcessStat(Number(fields[11]) + Number(fields[12]), Number(fields[13]) + Number(fields[14]), (int)Number(fields[17]), Number(fields[19]));
    }

    /// <summary>Gives resident bytes of a process, and those of them that it may share with others; null if there is no such process.</summary>
    public static (long Resident, long Shared)? Memory(int id)
    {
        if (TryRead($"/proc/{Text(id)}/statm") is not { } text) return null;
        var fields = text.Split(' ');
        return (Number(fields[1]) * Environment.SystemPageSize, Number(fields[2]) * Environment.SystemPageSize);
    }

    /// <summary>Gives the name of a process's program; empty if there is no such process.</summary>
    public static string Command(int id) => TryRead($"/proc/{Text(id)}/comm")?.TrimEnd() ?? "";

    /// <summary>Gives the children of a process.</summary>
    public static IEnumerable<int> Children(int id) =>
        (TryRead($"/proc/{Text(id)}/task/{Text(id)}/children") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(child => (int)Number(child));

    /// <summary>Reads a file; null if it is not there any more.</summary>
    public static string? TryRead(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public static long Number(string text) => long.Parse(text, NumberStyles.Integer, CultureInfo.InvariantCulture);

    private static string Text(int id) => id.ToString(CultureInfo.InvariantCulture);
}
