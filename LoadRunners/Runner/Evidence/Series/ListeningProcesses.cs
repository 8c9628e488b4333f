using System.Globalization;
using System.Text.RegularExpressions;

namespace UpCoach.LoadRunners.Runner.Evidence.Series;

/// <summary>Finds which processes of this machine listen on which ports.</summary>
/// <remarks><c>/proc/net/tcp</c> gives a port its socket's inode, the links below <c>/proc/ID/fd</c> give an inode its process.</remarks>
internal static partial class ListeningProcesses
{
    private static readonly string[] Tables = ["/proc/net/tcp", "/proc/net/tcp6"];

    /// <summary>Finds the processes of ports; those that nobody listens on, or that may not be seen, are left out.</summary>
    public static Dictionary<int, int> Find(IReadOnlyCollection<int> ports)
    {
        var inodes = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var line in Tables.SelectMany(file => (ProcFile.TryRead(file) ?? "").Split('\n').Skip(1)))
        {
            // sl, local address:port, remote address:port, state, ... the inode is the tenth
            var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length < 10 || fields[3] != "0A") continue;
            var port = int.Parse(fields[1].AsSpan(fields[1].LastIndexOf(':') + 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (ports.Contains(port)) inodes[$"socket:[{fields[9]}]"] = port;
        }

        var found = new Dictionary<int, int>();
        if (inodes.Count == 0) return found;
        // The oldest first: a server's children hold its sockets too.
        foreach (var id in Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Where(name => Digits().IsMatch(name!)).Select(name => int.Parse(name!, CultureInfo.InvariantCulture)).Order())
        {
            foreach (var socket in SocketsOf(id))
            {
                if (inodes.TryGetValue(socket, out var port)) found.TryAdd(port, id);
            }
        }

        return found;
    }

    private static IEnumerable<string> SocketsOf(int id)
    {
        string[] handles;
        try
        {
            handles = Directory.GetFiles(string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/fd"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            yield break; // It has ended, or it is somebody else's.
        }

        foreach (var handle in handles)
        {
            string? target;
            try
            {
                target = new FileInfo(handle).LinkTarget;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                continue;
            }

            if (target is not null && target.StartsWith("socket:", StringComparison.Ordinal)) yield return target;
        }
    }

    [GeneratedRegex("^[0-9]+$")]
    private static partial Regex Digits();
}
