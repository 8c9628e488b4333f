using System.Globalization;
using Microsoft.Extensions.Options;
using UpCoach.MockUpCoach.Files.Images.Worker;
using UpCoach.MockUpCoach.Startup;

namespace UpCoach.MockUpCoach.Files.Images;

/// <summary>The pictures that every installation has: drawn after the start by one of the replicas, or at the first question if that comes sooner.</summary>
internal sealed partial class SeedImages(
    ImageWorkshop workshop, FileFolders folders, Readiness readiness, IOptions<FilesOptions> options, TimeProvider clock, ILogger<SeedImages> log) : BackgroundService
{
    public const int Count = 24;

    private const string Prefix = "seed-";

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    private readonly Lock gate = new();
    private readonly Dictionary<int, Task> drawing = []; // Under the gate.

    public static string Id(int number) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{number}");

    /// <summary>Waits until the variants of a picture exist; false if <paramref name="id"/> is none of the seed's.</summary>
    public async Task<bool> EnsureAsync(string id, CancellationToken stop)
    {
        if (!id.StartsWith(Prefix, StringComparison.Ordinal) || !int.TryParse(id.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || number is < 1 or > Count || id != Id(number))
            return false;
        await EnsureAsync(number).WaitAsync(stop);
        return true;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!(options.Value.DrawSeed ?? options.Value.Root is not null))
            return;
        await readiness.ServingAsync(clock, stoppingToken);
        try
        {
            await using var leading = await LeadAsync(stoppingToken);
            for (var number = 1; number <= Count; number++)
                await EnsureAsync(number).WaitAsync(stoppingToken);
        }
        catch (Exception e) when (e is IOException or System.ComponentModel.Win32Exception)
        {
            // Each is tried again when somebody asks for it.
            NotDrawn(log, e.Message);
        }
    }

    // All who ask for the same picture wait for one drawing; nobody who gives up ends it for the others.
    private Task EnsureAsync(int number)
    {
        if (Directory.Exists(folders.Image(Id(number))))
            return Task.CompletedTask;
        lock (gate)
        {
            if (!drawing.TryGetValue(number, out var task) || task.IsCompleted)
                drawing[number] = task = workshop.MakeAsync(Id(number), source: null, number, _ => Task.CompletedTask, CancellationToken.None);
            return task;
        }
    }

    // The lock ends with its process. Who waits for it finds the pictures drawn.
    private async Task<FileStream> LeadAsync(CancellationToken stop)
    {
        while (true)
        {
            try
            {
                return new FileStream(folders.Lock("seed"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(Patience, clock, stop);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "The pictures of the seed could not be drawn: {Reason}")]
    private static partial void NotDrawn(ILogger log, string reason);
}
