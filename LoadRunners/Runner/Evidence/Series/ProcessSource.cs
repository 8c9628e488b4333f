namespace UpCoach.LoadRunners.Runner.Evidence.Series;

/// <summary>CPU, memory and threads of each service's process on this machine, from <c>/proc</c>.</summary>
/// <remarks>
/// A service is the process that listens on its port. What such a process forks of itself (PostgreSQL's backends) is part of it:
/// <code>
/// memory = sum(resident - shared) + max(shared)      over the processes of a service
/// </code>
/// Shared buffers count once that way; of several processes memory is looked at every 5 s. Programs that it starts (the API's image worker) are a series of their own, <c>NAME workers</c>.
/// </remarks>
internal sealed class ProcessSource(ServicePorts services) : ISeriesSource
{
    private const int LookAgainSeconds = 5;
    private const string Forking = "postgres";

    private readonly Dictionary<string, (int Id, long StartTicks)> _roots = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _memory = new(StringComparer.Ordinal);
    private int _second;

    /// <inheritdoc/>
    public string Name => "processes of this machine";

    /// <inheritdoc/>
    public void Sample(SecondReading reading)
    {
        if (!OperatingSystem.IsLinux()) throw new PlatformNotSupportedException("processes are read from /proc, which only Linux has");
        if (_second % LookAgainSeconds == 0) FindRoots();
        Note(reading, "load-test", [Environment.ProcessId]);
        foreach (var (name, root) in _roots)
        {
            if (ProcFile.Stat(root.Id)?.StartTicks != root.StartTicks) continue; // It has ended, and perhaps another has its id.
            List<int> children = [.. ProcFile.Children(root.Id)];
            if (ProcFile.Command(root.Id) == Forking)
            {
                Note(reading, name, [root.Id, .. children]);
            }
            else
            {
                Note(reading, name, [root.Id]);
                if (children.Count > 0) Note(reading, $"{name} workers", children);
            }
        }

        _second++;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private void Note(SecondReading reading, string name, List<int> ids)
    {
        var (ticks, threads) = (0L, 0);
        foreach (var id in ids)
        {
            if (ProcFile.Stat(id) is not { } stat) continue;
            // Who forked a child that has ended has its time; without it a busy second would vanish with the child.
            (ticks, threads) = (ticks + stat.Ticks + (ids.Count > 1 ? stat.DeadChildrenTicks : 0), threads + stat.Threads);
        }

        if (threads == 0) return;
        // Of a database with hundreds of sessions it takes hundreds of files: not each second.
        if (ids.Count == 1 || _second % LookAgainSeconds == 0 || !_memory.ContainsKey(name)) _memory[name] = Memory(ids);
        reading.Rate(new SeriesName(name, "cpu_cores", "CPU of each process", "cores"), ticks, 1 / ProcFile.TicksPerSecond);
        reading.Gauge(new SeriesName(name, "memory_bytes", "Resident memory of each process", "bytes"), _memory[name]);
        reading.Gauge(new SeriesName(name, "threads", "Threads of each process", "threads"), threads);
    }

    private static long Memory(List<int> ids)
    {
        var (own, shared) = (0L, 0L);
        foreach (var id in ids)
        {
            if (ProcFile.Memory(id) is { } memory) (own, shared) = (own + memory.Resident - memory.Shared, Math.Max(shared, memory.Shared));
        }

        return own + shared;
    }

    // Only while one is missing: it costs a look at every handle of the machine.
    private void FindRoots()
    {
        var ports = services.Find();
        var missing = ports.Where(port => !_roots.TryGetValue(port.Key, out var root) || ProcFile.Stat(root.Id)?.StartTicks != root.StartTicks).ToList();
        if (missing.Count == 0) return;
        var found = ListeningProcesses.Find([.. missing.Select(port => port.Value)]);
        foreach (var (name, port) in missing)
        {
            if (found.TryGetValue(port, out var id) && id != Environment.ProcessId && ProcFile.Stat(id) is { } stat) _roots[name] = (id, stat.StartTicks);
        }
    }
}
