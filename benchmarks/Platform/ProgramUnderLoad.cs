using System.Diagnostics;
using System.Globalization;

namespace UpCoach.Benchmarks.Platform;

/// <summary>A process of the platform: started with its settings, sampled from outside, ended with this one.</summary>
internal sealed class ProgramUnderLoad : IDisposable
{
    private readonly Process process;
    private readonly List<double> residentMegabytes = [];
    private double cpuSecondsBefore;

    private ProgramUnderLoad(string name, Uri address, Process process) => (Name, Address, this.process) = (name, address, process);

    public string Name { get; }

    public Uri Address { get; }

    public static async Task<ProgramUnderLoad> StartAsync(string name, string file, int port, IReadOnlyDictionary<string, string> settings, string healthPath)
    {
        var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));
        var start = file.EndsWith(".dll", StringComparison.Ordinal) ? new ProcessStartInfo("dotnet", [file]) : new ProcessStartInfo(file);
        (start.RedirectStandardOutput, start.RedirectStandardError, start.WorkingDirectory) = (true, true, Path.GetDirectoryName(file)!);
        foreach (var (key, value) in settings)
            start.Environment[key] = value;
        start.Environment["ASPNETCORE_URLS"] = address.ToString();
        start.Environment["OTEL_SERVICE_NAME"] = name;
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Show(name, line.Data);
        process.ErrorDataReceived += (_, line) => Show(name, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Kill(process);
        await Testing.Eventually.HealthyAsync(new Uri(address, healthPath), $"{name} is healthy");
        return new ProgramUnderLoad(name, address, process);
    }

    public void BeginMeasuring()
    {
        residentMegabytes.Clear();
        cpuSecondsBefore = CpuSeconds();
    }

    public void Sample() => residentMegabytes.Add(Status("VmRSS:"));

    public string Describe(double seconds)
    {
        var sorted = residentMegabytes.Order().ToList();
        return string.Create(CultureInfo.InvariantCulture,
            $"{Name,-12} RSS MB max {sorted[^1]:F1} median {sorted[sorted.Count / 2]:F1} (now anon {Status("RssAnon:"):F1} file {Status("RssFile:"):F1})  CPU {(CpuSeconds() - cpuSecondsBefore) / seconds:P0} of a core  threads {Number("Threads:"):F0}");
    }

    /// <summary>Lists what the resident memory consists of, the largest first.</summary>
    public IEnumerable<string> DescribeMappings(int count) =>
        [.. ResidentMappings.Read(process.Id).Take(count).Select(one => string.Create(CultureInfo.InvariantCulture, $"  {one.Kilobytes / 1024.0,6:F1}  {one.Name}"))];

    public void Dispose()
    {
        Kill(process);
        process.Dispose();
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended.
        }
    }

    private static void Show(string name, string? line)
    {
        if (line is not null && !line.Contains("info:", StringComparison.Ordinal) && !line.StartsWith(' '))
            Console.Error.WriteLine($"{name}: {line}");
    }

    // In kB; shown in megabytes of 1,024 x 1,024 bytes.
    private double Status(string key) => Number(key) / 1024;

    private double Number(string key) => double.Parse(
        File.ReadLines($"/proc/{process.Id}/status").First(line => line.StartsWith(key, StringComparison.Ordinal)).Split(':', '\t', ' ', 'k').Last(part => part.Length > 0 && char.IsDigit(part[0])), CultureInfo.InvariantCulture);

    private double CpuSeconds()
    {
        process.Refresh();
        return process.TotalProcessorTime.TotalSeconds;
    }
}
