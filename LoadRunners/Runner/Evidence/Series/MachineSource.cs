namespace UpCoach.LoadRunners.Runner.Evidence.Series;

/// <summary>CPU, memory, disks and network of this machine, from <c>/proc</c>.</summary>
internal sealed class MachineSource : ISeriesSource
{
    private const string Source = "machine";
    private const string Cpu = "CPU of the machine, share of all cores";
    private const string Disk = "Disks of the machine";
    private const string Network = "Network of the machine";
    private const double SectorBytes = 512; // in diskstats always, whatever the disk's own

    private static readonly SeriesName Busy = new(Source, "cpu_busy_ratio", Cpu, "ratio", "busy");
    private static readonly SeriesName Waiting = new(Source, "cpu_iowait_ratio", Cpu, "ratio", "waiting for disks");
    private static readonly SeriesName Available = new(Source, "memory_available_bytes", "Memory of the machine that is available", "bytes", "available");
    private static readonly SeriesName Read = new(Source, "disk_read_bytes_per_second", Disk, "bytes per second", "read");
    private static readonly SeriesName Written = new(Source, "disk_written_bytes_per_second", Disk, "bytes per second", "written");
    private static readonly SeriesName Loopback = new(Source, "network_loopback_bytes_per_second", Network, "bytes per second", "within the machine");
    private static readonly SeriesName Received = new(Source, "network_received_bytes_per_second", Network, "bytes per second", "received");
    private static readonly SeriesName Sent = new(Source, "network_sent_bytes_per_second", Network, "bytes per second", "sent");

    // Partitions are in diskstats too, and would count twice; a mapped or compressed device is a disk's or the memory's work.
    private readonly HashSet<string> _disks = Directory.Exists("/sys/block")
        ? [.. Directory.EnumerateFileSystemEntries("/sys/block").Select(Path.GetFileName).OfType<string>().Where(IsDisk)]
        : [];

    /// <inheritdoc/>
    public string Name => "this machine";

    /// <inheritdoc/>
    public void Sample(SecondReading reading)
    {
        if (!OperatingSystem.IsLinux()) throw new PlatformNotSupportedException("the machine is read from /proc, which only Linux has");
        Processors(reading);
        Memory(reading);
        Disks(reading);
        Interfaces(reading);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private static bool IsDisk(string name) => !name.StartsWith("loop", StringComparison.Ordinal) && !name.StartsWith("ram", StringComparison.Ordinal)
        && !name.StartsWith("zram", StringComparison.Ordinal) && !name.StartsWith("dm-", StringComparison.Ordinal);

    // user, nice, system, idle, iowait, irq, softirq, steal: in ticks of all cores
    private static void Processors(SecondReading reading)
    {
        if (ProcFile.TryRead("/proc/stat") is not { } text) return;
        var ticks = Fields(text[..text.IndexOf('\n', StringComparison.Ordinal)]).Skip(1).Take(8).Select(ProcFile.Number).ToList();
        var all = ticks.Sum();
        reading.Share(Busy, all - ticks[3] - ticks[4], ticks[3] + ticks[4]);
        reading.Share(Waiting, ticks[4], all - ticks[4]);
    }

    private static void Memory(SecondReading reading)
    {
        var line = Lines("/proc/meminfo").FirstOrDefault(line => line.StartsWith("MemAvailable:", StringComparison.Ordinal));
        if (line is not null) reading.Gauge(Available, ProcFile.Number(Fields(line)[1]) * 1024);
    }

    // major, minor, name, reads, merged, sectors read, ms, writes, merged, sectors written, ...
    private void Disks(SecondReading reading)
    {
        var disks = Lines("/proc/diskstats").Select(Fields).Where(fields => fields.Length > 9 && _disks.Contains(fields[2])).ToList();
        if (disks.Count == 0) return;
        reading.Rate(Read, disks.Sum(disk => ProcFile.Number(disk[5])), SectorBytes);
        reading.Rate(Written, disks.Sum(disk => ProcFile.Number(disk[9])), SectorBytes);
    }

    // name: bytes received, packets, errors, drop, fifo, frame, compressed, multicast, bytes sent, ...
    private static void Interfaces(SecondReading reading)
    {
        var all = Lines("/proc/net/dev").Skip(2).Select(line => line.Split(':', 2)).Where(parts => parts.Length == 2)
            .Select(parts => (Name: parts[0].Trim(), Fields: Fields(parts[1]))).ToLookup(one => one.Name == "lo", one => (Received: ProcFile.Number(one.Fields[0]), Sent: ProcFile.Number(one.Fields[8])));
        reading.Rate(Loopback, all[true].Sum(one => one.Sent));
        reading.Rate(Received, all[false].Sum(one => one.Received));
        reading.Rate(Sent, all[false].Sum(one => one.Sent));
    }

    private static string[] Lines(string file) => (ProcFile.TryRead(file) ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static string[] Fields(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
