using Microsoft.Extensions.Options;

namespace UpCoach.MockUpCoach.Files.Images.Worker;

/// <summary>Has images made, one at a time, by a worker that is started when there is work and ends when there has been none for a while.</summary>
internal sealed class ImageWorkshop : IDisposable
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    private readonly FilesOptions options;
    private readonly FileFolders folders;
    private readonly TimeProvider clock;
    private readonly SemaphoreSlim turn = new(1);
    private readonly ITimer retirement;
    private WorkerProcess? worker; // Under turn.

    public ImageWorkshop(IOptions<FilesOptions> options, FileFolders folders, TimeProvider clock)
    {
        (this.options, this.folders, this.clock) = (options.Value, folders, clock);
        retirement = clock.CreateTimer(_ => Retire(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Makes all variants of <paramref name="source"/> (null: of a picture of the seed) and puts them where they are served from.</summary>
    /// <returns>The last report: variants or a rejection.</returns>
    /// <exception cref="IOException">The worker broke down.</exception>
    public async Task<ImageReport> MakeAsync(string id, string? source, int seed, Func<double, Task> progress, CancellationToken stop)
    {
        await turn.WaitAsync(stop);
        var target = folders.Work(id);
        try
        {
            worker ??= WorkerProcess.Start();
            var report = await WorkAsync(worker, new ImageOrder(target, source, seed, options.MostImagePixels), progress, stop);
            if (report.Variants is not null)
                Publish(target, folders.Image(id));
            retirement.Change(Idle, Timeout.InfiniteTimeSpan);
            return report;
        }
        catch
        {
            // What it was doing is unknown: the next one begins anew.
            End();
            throw;
        }
        finally
        {
            if (Directory.Exists(target))
                Directory.Delete(target, recursive: true);
            turn.Release();
        }
    }

    public void Dispose()
    {
        retirement.Dispose();
        End();
        turn.Dispose();
    }

    private async Task<ImageReport> WorkAsync(WorkerProcess running, ImageOrder order, Func<double, Task> progress, CancellationToken stop)
    {
        var began = clock.GetTimestamp();
        await running.SendAsync(order, stop);
        while (true)
        {
            var reading = running.ReadAsync(stop);
            while (!reading.IsCompleted)
            {
                await Task.WhenAny(reading, Task.Delay(Look, clock, stop));
                var excess = running.ResidentBytes > options.MostWorkerBytes ? "memory" : clock.GetElapsedTime(began) > options.ImagePatience ? "time" : null;
                if (excess is not null)
                {
                    End();
                    return new ImageReport(1, Rejection: $"The image takes too much {excess}.");
                }
            }

            var report = await reading ?? throw new IOException("The image worker ended.");
            if (report.IsLast)
                return report;
            await progress(report.Progress);
        }
    }

    // Another replica may have made the same picture of the seed: either will do.
    private static void Publish(string made, string place)
    {
        try
        {
            Directory.Move(made, place);
        }
        catch (IOException) when (Directory.Exists(place))
        {
        }
    }

    private void Retire()
    {
        if (!turn.Wait(0))
            return;
        End();
        turn.Release();
    }

    private void End()
    {
        worker?.Dispose();
        worker = null;
    }
}
