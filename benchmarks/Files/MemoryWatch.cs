using System.Globalization;

namespace UpCoach.Benchmarks.Files;

/// <summary>Looks ten times a second at what a process and its children hold in memory. Source: proc(5), VmRSS.</summary>
internal sealed class MemoryWatch : IAsyncDisposable
{
    private readonly int id;
    private readonly CancellationTokenSource stop = new();
    private readonly Task watching;

    public MemoryWatch(int id)
    {
        this.id = id;
        First = Most = Read(id).Resident;
        watching = WatchAsync();
    }

    public long First { get; }

    public long Most { get; private set; }

    public long MostOfWorker { get; private set; }

    public long MostThreads { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await watching;
        stop.Dispose();
    }

    private async Task WatchAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!stop.IsCancellationRequested)
        {
            var (_, resident, threads) = Read(id);
            (Most, MostThreads) = (Math.Max(Most, resident), Math.Max(MostThreads, threads));
            foreach (var folder in Directory.EnumerateDirectories("/proc"))
            {
                if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var other) && Read(other) is var (parent, ofChild, _) && parent == id)
                    MostOfWorker = Math.Max(MostOfWorker, ofChild);
            }

            try
            {
                await timer.WaitForNextTickAsync(stop.Token);
            }
            catch (OperationCanceledException)
            {
            }
        }
    }

    private static (int Parent, long Resident, long Threads) Read(int process)
    {
        try
        {
            var lines = File.ReadAllLines($"/proc/{process}/status");
            return ((int)Number(lines, "PPid:"), Number(lines, "VmRSS:") * 1024, Number(lines, "Threads:"));
        }
        catch (IOException)
        {
            return (0, 0, 0); // It has ended meanwhile.
        }
    }

    private static long Number(string[] lines, string name) => lines.FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal)) is { } line
        ? long.Parse(line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture)
        : 0;
}
