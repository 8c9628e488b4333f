using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace UpCoach.MockUpCoach.Files.Images.Worker;

/// <summary>A running worker: this program again, in its other role. It ends when its standard input is closed, so also when this process dies.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private const int MostHeapBytes = 64 << 20;

    private readonly Process process;

    private WorkerProcess(Process process) => this.process = process;

    /// <summary>Gets the worker's memory.</summary>
    /// <value>Bytes resident; 0 after its end.</value>
    public long ResidentBytes
    {
        get
        {
            process.Refresh();
            return process.HasExited ? 0 : process.WorkingSet64;
        }
    }

    public static WorkerProcess Start()
    {
        var start = new ProcessStartInfo { RedirectStandardInput = true, RedirectStandardOutput = true };
        var name = Path.Combine(AppContext.BaseDirectory, typeof(WorkerProcess).Assembly.GetName().Name!);
        var program = OperatingSystem.IsWindows() ? $"{name}.exe" : name;
        if (File.Exists(program))
        {
            start.FileName = program;
        }
        else
        {
            start.FileName = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
            start.ArgumentList.Add($"{name}.dll");
        }

        start.ArgumentList.Add(ImageWorker.Argument);
        start.Environment["DOTNET_GCHeapHardLimit"] = MostHeapBytes.ToString("x", CultureInfo.InvariantCulture);
        start.Environment["VIPS_WARNING"] = "0"; // The libraries' remarks about bad images are no business of the service's log.
        return new WorkerProcess(Process.Start(start)!);
    }

    public async Task SendAsync(ImageOrder order, CancellationToken stop)
    {
        await process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(order, WorkerJson.Default.ImageOrder).AsMemory(), stop);
        await process.StandardInput.FlushAsync(stop);
    }

    /// <summary>Waits for the next report; null if the worker has ended.</summary>
    public async Task<ImageReport?> ReadAsync(CancellationToken stop) =>
        await process.StandardOutput.ReadLineAsync(stop) is { } line ? JsonSerializer.Deserialize(line, WorkerJson.Default.ImageReport) : null;

    /// <summary>Ends it at once.</summary>
    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill();
        process.WaitForExit();
        process.Dispose();
    }
}
